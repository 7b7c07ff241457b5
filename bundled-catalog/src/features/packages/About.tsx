import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import type { Package } from '../../lib/api-types';
import { bytes, count, counted } from '../../lib/format';
import type { Place } from '../../lib/places';
import classes from './Package.module.css';

/** More kinds than these are counted together. */
const KINDS = 4;

const colours = ['var(--accent)', 'var(--info)', 'var(--time)', 'var(--warn)', 'var(--text-3)'];

/** Facts of the revision that is shown. */
export function About({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const { revision } = shown;
  return (
    <section className={classes.group} aria-labelledby="about">
      <h2 id="about">About</h2>
      <p className={classes.fact}>
        {bytes(revision.size)}, {counted(revision.files, 'file')}
      </p>
      <Types types={shown.file_types} />
      <dl className="facts">
        <dt>Updated</dt>
        <dd>
          <Time at={revision.updated_at} /> by <Link to={`/user/${revision.updated_by}`}>{revision.updated_by}</Link>
        </dd>
        <dt>Owner</dt>
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
    ...sorted.slice(0, KINDS).map(([type, number]) => ({ word: type === '' ? 'no extension' : type.slice(1), number })),
    ...(rest > 0 ? [{ word: 'other', number: rest }] : []),
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
