import { Link } from 'react-router';
import { SortHead } from '../../components/table/SortHead';
import type { Entry } from '../../lib/api-types';
import { bytes, count } from '../../lib/format';
import { type Place, placePath } from '../../lib/places';
import { say } from '../../lib/texts';
import classes from './Files.module.css';
import { KindIcon } from './KindIcon';

const HEADS = [
  { name: 'name', word: 'search.by.name' },
  { name: 'type', word: 'word.kind' },
  { name: 'files', word: 'entry.files', number: true },
  { name: 'size', word: 'search.by.size', number: true },
] as const;

/** A row: an entry of a folder, or one found elsewhere, whose rows nobody has counted. */
type Row = Pick<Entry, 'name' | 'path' | 'kind' | 'type' | 'original_name' | 'size' | 'files'> & { readonly rows?: number | null };

interface Props {
  readonly entries: readonly Row[];
  readonly place: Place;
  /** Whole paths instead of names. */
  readonly paths?: boolean;
  readonly sort?: string;
  /** Absent where the order is given. */
  readonly onSort?: (sort: string) => void;
}

/** Nodes as rows: name, kind, number, size. */
export function EntryTable({ entries, place, paths = false, sort, onSort }: Props) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <SortHead key={head.name} {...head} word={say(head.word)} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.path}>
            <th scope="row">
              <Link className={`plain ${classes.name ?? ''}`} to={placePath(place, 'files', entry.path)}>
                <KindIcon kind={entry.kind} />
                <span>{paths ? entry.path : entry.name}</span>
              </Link>
              {entry.original_name !== null && entry.original_name !== entry.name && (
                <span className={`meta ${classes.original ?? ''}`}>{entry.original_name}</span>
              )}
            </th>
            <td className="quiet">{kindWord(entry)}</td>
            <td className="number">
              {entry.kind === 'group' ? <Counted value={entry.files} words={say('entry.filesOf', { n: entry.files })} /> : entry.rows != null && <Counted value={entry.rows} words={say('entry.rowsOf', { n: entry.rows })} />}
            </td>
            <td className="number">{bytes(entry.size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is counted is said by the head of its column, or beside it where there is none. */
function Counted({ value, words }: { readonly value: number; readonly words: string }) {
  return (
    <>
      {count(value)}
      <span className={classes.counted}> {words}</span>
    </>
  );
}

function kindWord({ kind, type }: Row): string {
  if (kind === 'group') return say('entry.folder');
  if (kind === 'table') return say('entry.table');
  return type === '' ? say('entry.file') : type.slice(1);
}
