import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '../../components/dialog/Panel';
import { Empty } from '../../components/states/States';
import type { Cell, Column, Query } from '../../lib/api-types';
import { exportPath } from '../../lib/places';
import { say } from '../../lib/texts';
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
    <section className={classes.result} aria-label={say('query.result')}>
      <div className={classes.tools}>
        <p className="meta" role="status">
          {say('query.told', { rows: rowsWords(found), n: schema.length, time: found.milliseconds })}
        </p>
        {found.more && limit < MOST_ROWS && (
          <Button variant="default" loading={busy} onClick={() => { onMore(MOST_ROWS); }}>
            {say('query.upTo', { n: MOST_ROWS })}
          </Button>
        )}
        <span className={classes.exports}>
          <Button variant="default" aria-pressed={finding} aria-keyshortcuts="Control+F" onClick={() => { setFinding(!finding); }}>
            {say('word.find')}
          </Button>
          <Button component="a" variant="default" href={exportPath(place, hash, sql, 'csv')} download>
            {say('query.csv')}
          </Button>
          <Button component="a" variant="default" href={exportPath(place, hash, sql, 'parquet')} download>
            {say('query.parquet')}
          </Button>
        </span>
      </div>
      {partial.length > 0 && (
        <p className={classes.partial}>
          {say('query.partial', { tables: partial.join(', ') })}
        </p>
      )}
      {rows.length === 0 ? (
        <Empty>{say('query.none')}</Empty>
      ) : (
        <TableGrid
          source={found}
          view={AS_IT_IS}
          label={say('query.result')}
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
      <Panel about={opened} title={({ place: column, row }) => say('table.cellAt', { column: schema[column]?.name ?? '', row: row + 1 })} size={640} onClose={() => { setOpened(null); }}>
        {({ row, place: column, cell, cut, whole }) => (
          <CellPanel view={AS_IT_IS} row={row} place={column} column={schema[column] ?? NO_COLUMN} cell={cell} cut={cut} rowJson={rowJson(schema, whole)} />
        )}
      </Panel>
    </section>
  );
}

function rowsWords({ rows, more, total }: Query): string {
  if (!more) return say('query.rows', { n: rows.length });
  return total === null ? say('query.uncounted', { n: rows.length }) : say('query.first', { shown: rows.length, n: total });
}
