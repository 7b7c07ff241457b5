import { Link } from 'react-router';
import { SortHead } from '../../components/table/SortHead';
import type { Entry } from '../../lib/api-types';
import { bytes, count } from '../../lib/format';
import { type Place, placePath } from '../../lib/places';
import classes from './Files.module.css';
import { KindIcon } from './KindIcon';

const HEADS = [
  { name: 'name', word: 'Name' },
  { name: 'type', word: 'Kind' },
  { name: 'files', word: 'Files or rows', number: true },
  { name: 'size', word: 'Size', number: true },
];

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
            <SortHead key={head.name} {...head} sort={sort} onSort={onSort} />
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
              {entry.kind === 'group' ? <Counted value={entry.files} one="file" /> : entry.rows != null && <Counted value={entry.rows} one="row" />}
            </td>
            <td className="number">{bytes(entry.size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is counted is said by the head of its column, or beside it where there is none. */
function Counted({ value, one }: { readonly value: number; readonly one: string }) {
  return (
    <>
      {count(value)}
      <span className={classes.counted}> {value === 1 ? one : `${one}s`}</span>
    </>
  );
}

function kindWord({ kind, type }: Row): string {
  if (kind === 'group') return 'folder';
  if (kind === 'table') return 'table';
  return type === '' ? 'file' : type.slice(1);
}
