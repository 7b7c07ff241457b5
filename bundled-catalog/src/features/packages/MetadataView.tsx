import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../components/marks/CopyButton';
import { Marked } from '../../components/marks/Marked';
import type { Node } from '../../lib/api-types';
import { bytes, count, counted } from '../../lib/format';
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
            aria-label="Search keys and values"
            placeholder="Search keys and values"
            value={looked}
            onChange={(event) => { setLooked(event.currentTarget.value); }}
          />
          <span className="meta" role="status">
            {words.length === 0 ? '' : counted(found, 'match', 'matches')}
          </span>
        </div>
      )}
      <section>
        <div className={classes.head}>
          <h3>Added by people</h3>
          {own.length > 0 && (
            <CopyButton text={JSON.stringify(node.user_metadata, null, 2)} label="the metadata">
              Copy as JSON
            </CopyButton>
          )}
        </div>
        {own.length > 0 ? (
          <Facts facts={own} words={words} label="Metadata added by people" />
        ) : (
          <p className="quiet">
            {node.metadata_hash === null ? 'None.' : 'These are too large to be shown, or no JSON. The quilt command and Python read them.'}
          </p>
        )}
      </section>
      {noted.length > 0 && (
        <section>
          <h3>Noted when it was built</h3>
          <Facts facts={noted} words={words} label="Metadata noted when it was built" />
        </section>
      )}
      {node.objects.length > 0 && (
        <section>
          <h3>Stored as</h3>
          <ul className={classes.objects}>
            {node.objects.map(({ hash, size }, index) => (
              <li key={`${hash}-${index}`}>
                <code>{hash}</code>
                <span className="meta">SHA-256{size !== null && `, ${bytes(size)} (${count(size)} bytes)`}</span>
                <CopyButton text={hash} label="the SHA-256" />
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
  if (fitting.length === 0) return <p className="quiet">Nothing fits.</p>;
  return (
    <>
      <table className={classes.table} aria-label={label}>
        <thead className="only-heard">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, value }) => (
            <tr key={key}>
              <th scope="row">
                <Marked text={key === '' ? '(value)' : key} marks={key === '' ? [] : rangesOf(key, words)} />
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
          Showing {count(shown.length)} of {counted(fitting.length, 'value')}.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => { setAll(true); }}>
            Show all
          </Button>
        </p>
      )}
    </>
  );
}
