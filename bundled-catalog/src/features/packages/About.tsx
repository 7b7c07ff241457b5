import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import type { Package } from '../../lib/api-types';
import { bytes, count } from '../../lib/format';
import type { Place } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import classes from './Package.module.css';

/** More kinds than these are counted together. */
const KINDS = 4;

const colours = ['var(--accent)', 'var(--info)', 'var(--time)', 'var(--warn)', 'var(--text-3)'];

/** Facts of the revision that is shown. */
export function About({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const { revision } = shown;
  return (
    <section className={classes.group} aria-labelledby="about">
      <h2 id="about">{say('about.title')}</h2>
      <p className={classes.fact}>
        {say('about.size', { size: bytes(revision.size), n: revision.files })}
      </p>
      <Types types={shown.file_types} />
      <dl className="facts">
        <dt>{say('about.updated')}</dt>
        <dd>
          {sayRich('about.by', { time: <Time at={revision.updated_at} />, user: <Link to={`/user/${revision.updated_by}`}>{revision.updated_by}</Link> })}
        </dd>
        <dt>{say('search.owner')}</dt>
        <dd>
          <Link to={`/user/${place.owner}`}>{place.owner}</Link>
        </dd>
      </dl>
    </section>
  );
}

/** One bar of all kinds of files, with a legend that says the same in words. */
function Types({ types }: { readonly types: Readonly<Record<string, number>> }) {
  const sorted = Object.entries(types).sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(KINDS).reduce((sum, [, number]) => sum + number, 0);
  const parts = [
    ...sorted.slice(0, KINDS).map(([type, number]) => ({ word: type === '' ? say('word.noExtension') : type.slice(1), number })),
    ...(rest > 0 ? [{ word: say('about.other'), number: rest }] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <>
      <div className={classes.types} aria-hidden="true">
        {parts.map(({ word, number }, index) => (
          <span key={word} style={{ flex: number, background: colours[index] }} />
        ))}
      </div>
      <ul className={`meta ${classes.legend ?? ''}`}>
        {parts.map(({ word, number }, index) => (
          <li key={word}>
            <span className={classes.dot} style={{ background: colours[index] }} aria-hidden="true" />
            {word} {count(number)}
          </li>
        ))}
      </ul>
    </>
  );
}
