import table from './Table.module.css';
import { say } from '../../lib/texts';

interface Props {
  readonly word: string;
  /** What the server calls it in an order; absent where it cannot order by it. */
  readonly name?: string | undefined;
  readonly number?: boolean | undefined;
  /** `size`, or `-size` for the other direction. */
  readonly sort?: string | undefined;
  /** Absent where the order is given. */
  readonly onSort?: ((sort: string) => void) | undefined;
}

/** The head of a column, which orders the rows by it. A column without a word is one of actions. */
export function SortHead({ word, name, number = false, sort, onSort }: Props) {
  const up = name !== undefined && sort === name;
  const down = name !== undefined && sort === `-${name}`;
  return (
    <th scope="col" className={number ? 'number' : ''} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
      {name === undefined || onSort === undefined ? (
        word === '' ? <span className="only-heard">{say('table.actions')}</span> : word
      ) : (
        <button type="button" className={table.sort} onClick={() => { onSort(up ? `-${name}` : name); }}>
          {word}
          <span aria-hidden="true">{up ? ' ↑' : down ? ' ↓' : ''}</span>
        </button>
      )}
    </th>
  );
}
