import type { ReactNode } from 'react';
import classes from './DataTable.module.css';
import { SortHead } from './SortHead';

export interface DataColumn<T> {
  readonly key: string;
  readonly word: string;
  /** What the server calls it in an order; absent where it cannot order by it. */
  readonly sort?: string;
  readonly number?: boolean;
  readonly cell: (row: T) => ReactNode;
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly DataColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** `size`, or `-size` for the other direction. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
}

/** Rows of facts; the first cell names the row. Where there is little room, each row becomes a block with the names of its facts. */
export function DataTable<T>({ label, columns, rows, rowKey, sort, onSort }: Props<T>) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <SortHead key={column.key} word={column.word} name={column.sort} number={column.number} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, word, number, cell }, index) =>
              index === 0 ? (
                <th key={key} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={key} className={number === true ? 'number' : ''} data-word={word}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
