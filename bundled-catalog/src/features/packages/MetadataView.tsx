import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../components/marks/CopyButton';
import { Marked } from '../../components/marks/Marked';
import type { Node } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import { say } from '../../lib/texts';
import { type Fact, factsOf, fits, rangesOf, wordsOf } from './metadata';
import classes from './Metadata.module.css';

/** More at once are slow to draw, and nobody reads them. */
const AT_FIRST = 500;

/** What the user and the client noted about a file or folder, to look through, and how it is stored. */
export function MetadataView({ node }: { readonly node: Node }) {
  const [looked, setLooked] = useState('');
  const words = wordsOf(looked);
  // Any JSON; null where there is none that could be shown.
  const user: unknown = node.user_metadata;
  const own = user === null || user === undefined ? [] : factsOf(user);
  const noted = node.metadata === null ? [] : factsOf(node.metadata);
  const found = [...own, ...noted].filter((fact) => fits(fact, words)).length;
  return (
    <div className={classes.page}>
      {own.length + noted.length > 1 && (
        <div className={classes.tools}>
          <TextInput
            type="search"
            className={classes.find ?? ''}
            aria-label={say('metadata.search')}
            placeholder={say('metadata.search')}
            value={looked}
            onChange={(event) => { setLooked(event.currentTarget.value); }}
          />
          <span className="meta" role="status">
            {words.length === 0 ? '' : say('metadata.matches', { n: found })}
          </span>
        </div>
      )}
      <section>
        <div className={classes.head}>
          <h3>{say('metadata.own')}</h3>
          {own.length > 0 && (
            <CopyButton text={JSON.stringify(node.user_metadata, null, 2)} label={say('metadata.the')}>
              {say('metadata.copy')}
            </CopyButton>
          )}
        </div>
        {own.length > 0 ? (
          <Facts facts={own} words={words} label={say('metadata.ownLabel')} />
        ) : (
          <p className="quiet">
            {node.metadata_hash === null ? say('metadata.none') : say('metadata.large')}
          </p>
        )}
      </section>
      {noted.length > 0 && (
        <section>
          <h3>{say('metadata.built')}</h3>
          <Facts facts={noted} words={words} label={say('metadata.builtLabel')} />
        </section>
      )}
      {node.objects.length > 0 && (
        <section>
          <h3>{say('metadata.stored')}</h3>
          <ul className={classes.objects}>
            {node.objects.map(({ hash, size }, index) => (
              <li key={`${hash}-${index}`}>
                <code>{hash}</code>
                <span className="meta">{size === null ? say('metadata.hash') : say('metadata.hashAndSize', { size: bytes(size), n: size })}</span>
                <CopyButton text={hash} label={say('metadata.theHash')} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Facts({ facts, words, label }: { readonly facts: readonly Fact[]; readonly words: readonly string[]; readonly label: string }) {
  const [all, setAll] = useState(false);
  const fitting = facts.filter((fact) => fits(fact, words));
  const shown = all ? fitting : fitting.slice(0, AT_FIRST);
  if (fitting.length === 0) return <p className="quiet">{say('palette.none')}</p>;
  return (
    <>
      <table className={classes.table} aria-label={label}>
        <thead className="only-heard">
          <tr>
            <th scope="col">{say('metadata.key')}</th>
            <th scope="col">{say('word.value')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, value }) => (
            <tr key={key}>
              <th scope="row">
                <Marked text={key === '' ? say('metadata.value') : key} marks={key === '' ? [] : rangesOf(key, words)} />
              </th>
              <td>
                <Marked text={value} marks={rangesOf(value, words)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < fitting.length && (
        <p className="meta">
          {say('metadata.some', { shown: shown.length, n: fitting.length })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => { setAll(true); }}>
            {say('common.showAll')}
          </Button>
        </p>
      )}
    </>
  );
}
