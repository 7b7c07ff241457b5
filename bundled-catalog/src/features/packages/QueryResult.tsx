import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '../../components/dialog/Panel';
import { Empty } from '../../components/states/States';
import type { Cell, Column, Query } from '../../lib/api-types';
import { count, counted } from '../../lib/format';
import { exportPath } from '../../lib/places';
import { CellPanel } from './CellPanel';
import { usePlace } from './place';
import { MOST_ROWS } from './query-api';
import classes from './Query.module.css';
import type { View } from './table-api';
import { rowJson } from './table-cells';
import { TableGrid } from './TableGrid';

interface Props {
  readonly sql: string;
  readonly found: Query;
  /** How many rows were asked for. */
  readonly limit: number;
  readonly busy: boolean;
  readonly onMore: (limit: number) => void;
}

interface Opened {
  readonly row: number;
  readonly place: number;
  readonly cell: Cell;
  readonly cut: boolean;
  readonly whole: ReadonlyMap<number, Cell>;
}

const AS_IT_IS: View = { sort: [], filter: [], header: undefined, sheet: undefined };
const NO_COLUMN: Column = { name: '', type: '', kind: 'text' };

/** What a statement selected: how much of it is shown, ways to take it away, and the rows. */
export function QueryResult({ sql, found, limit, busy, onMore }: Props) {
  const place = usePlace();
  const { hash, schema, rows, partial } = found;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [finding, setFinding] = useState(false);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  return (
    <section className={classes.result} aria-label="Result">
      <div className={classes.tools}>
        <p className="meta" role="status">
          {rowsWords(found)} {counted(schema.length, 'column')}, {count(found.milliseconds)} ms
        </p>
        {found.more && limit < MOST_ROWS && (
          <Button variant="default" loading={busy} onClick={() => { onMore(MOST_ROWS); }}>
            Show up to {count(MOST_ROWS)}
          </Button>
        )}
        <span className={classes.exports}>
          <Button variant="default" aria-pressed={finding} aria-keyshortcuts="Control+F" onClick={() => { setFinding(!finding); }}>
            Find
          </Button>
          <Button component="a" variant="default" href={exportPath(place, hash, sql, 'csv')} download>
            Export CSV
          </Button>
          <Button component="a" variant="default" href={exportPath(place, hash, sql, 'parquet')} download>
            Export Parquet
          </Button>
        </span>
      </div>
      {partial.length > 0 && (
        <p className={classes.partial}>
          Only the first part was read of {partial.join(', ')}; the result is about that.
        </p>
      )}
      {rows.length === 0 ? (
        <Empty>No row was selected.</Empty>
      ) : (
        <TableGrid
          source={found}
          view={AS_IT_IS}
          label="Result"
          schema={schema}
          total={rows.length}
          shown={schema.map((_, column) => column)}
          widths={widths}
          summaries={undefined}
          summarised={0}
          marked={null}
          onWidth={(column, width) => { setWidths(new Map(widths).set(column, Math.max(64, Math.min(800, width)))); }}
          finding={finding}
          onFinding={setFinding}
          onCell={(row, column, cell, cut, whole) => { setOpened({ row, place: column, cell, cut, whole }); }}
        />
      )}
      <Panel about={opened} title={({ place: column, row }) => `${schema[column]?.name ?? ''}, row ${count(row + 1)}`} size={640} onClose={() => { setOpened(null); }}>
        {({ row, place: column, cell, cut, whole }) => (
          <CellPanel view={AS_IT_IS} row={row} place={column} column={schema[column] ?? NO_COLUMN} cell={cell} cut={cut} rowJson={rowJson(schema, whole)} />
        )}
      </Panel>
    </section>
  );
}

function rowsWords({ rows, more, total }: Query): string {
  if (!more) return `${counted(rows.length, 'row')},`;
  return total === null
    ? `The first ${counted(rows.length, 'row')}; there are more than could be counted. An exported file has all.`
    : `The first ${count(rows.length)} of ${counted(total, 'row')}. An exported file has all.`;
}
