import { Button, Group, Select, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { count, counted } from '../../lib/format';
import { percent } from './SummaryMark';
import type { Column, Partial, SummaryColumn } from '../../lib/api-types';
import { barFilters, cellText, OPS, partialWords, short, valueFilter } from './table-cells';
import classes from './Table.module.css';

interface Props {
  readonly place: number;
  readonly column: Column;
  readonly summary: SummaryColumn | undefined;
  readonly rows: number;
  readonly partial: Partial | null;
  readonly onClose: () => void;
  readonly onFilter: (filters: readonly string[]) => void;
  readonly onSort: (sort: string) => void;
  readonly onHide: () => void;
  /** Where it stands among the columns that are shown, from 0. */
  readonly at: number;
  /** How many are shown. */
  readonly of: number;
  readonly onMove: (by: number) => void;
  readonly onWiden: (by: number) => void;
}

/** All about one column: what is in it, and what can be done with it. */
export function ColumnPanel(props: Props) {
  const { place, onClose, onFilter } = props;
  const filter = (filters: readonly string[]) => {
    onFilter(filters);
    onClose();
  };
  return (
      <div className={classes.panel}>
        <Facts {...props} />
        <Group gap="sm">
          <Button variant="default" onClick={() => { props.onSort(String(place)); onClose(); }}>
            Sort ascending
          </Button>
          <Button variant="default" onClick={() => { props.onSort(`${place}:desc`); onClose(); }}>
            Sort descending
          </Button>
        </Group>
        <FilterForm place={place} onFilter={filter} />
        <Values {...props} onFilter={filter} />
        <Group gap="sm">
          {/* They stay where the focus is, also at the ends. */}
          <Button variant="default" aria-disabled={props.at === 0} onClick={() => { props.onMove(-1); }}>Move left</Button>
          <Button variant="default" aria-disabled={props.at === props.of - 1} onClick={() => { props.onMove(1); }}>Move right</Button>
          <span className="meta" role="status">
            Column {count(props.at + 1)} of {count(props.of)}
          </span>
        </Group>
        <Group gap="sm">
          <Button variant="default" onClick={() => { props.onWiden(40); }}>Wider</Button>
          <Button variant="default" onClick={() => { props.onWiden(-40); }}>Narrower</Button>
          <Button variant="default" onClick={() => { props.onHide(); onClose(); }}>Hide</Button>
        </Group>
      </div>
  );
}

function Facts({ column, summary, rows, partial }: Props) {
  return (
    <dl className="facts">
      <dt>Type</dt>
      <dd className="mono">{column.type}</dd>
      {summary?.failed === null && (
        <>
          {summary.nulls !== null && (
            <>
              <dt>Missing</dt>
              <dd>{summary.nulls === 0 ? 'none' : `${counted(summary.nulls, 'row')}, ${percent(summary.nulls / Math.max(1, rows))}`}</dd>
            </>
          )}
          {summary.distinct !== null && (
            <>
              <dt>Different values</dt>
              <dd>about {count(summary.distinct)}</dd>
            </>
          )}
          {summary.min !== null && (
            <>
              <dt>From, to</dt>
              <dd className={classes.anywhere}>
                {cellText(summary.min)}, {cellText(summary.max)}
              </dd>
            </>
          )}
        </>
      )}
      {summary === undefined && <dd className="quiet">The summary is not there yet.</dd>}
      {summary?.failed != null && <dd className="quiet">No summary: {summary.failed}</dd>}
      {partial !== null && <dd className="quiet">Of the first {counted(rows, 'row')}, from {partialWords(partial)}.</dd>}
    </dl>
  );
}

/** The histogram or the frequent values as a list, each a filter. */
function Values({ place, summary, onFilter }: Props) {
  const bars = (summary?.bars ?? []).map((bar, index, all) => ({
    word: `${short(bar.from)} to ${short(bar.to)}`,
    count: bar.count,
    filters: barFilters(place, bar.from, bar.to, index === all.length - 1),
  }));
  const top = (summary?.top ?? []).map(({ value, count: number }) => ({
    word: cellText(value) === '' ? '(empty)' : cellText(value),
    count: number,
    filters: [valueFilter(place, value)],
  }));
  const values = (bars.length > 0 ? bars : top).filter((value) => value.count > 0);
  if (values.length === 0) return null;
  const most = Math.max(...values.map((value) => value.count));
  return (
    <section>
      <h3 className={classes.heading}>{bars.length > 0 ? 'Distribution' : 'Frequent values'}</h3>
      <ul className={classes.values}>
        {values.map((value) => (
          <li key={value.word}>
            <button type="button" className={classes.value} onClick={() => { onFilter(value.filters); }}>
              <span className={classes.share} style={{ width: `${(value.count / most) * 100}%` }} aria-hidden="true" />
              <span className="only-heard">Show only </span>
              <span className="cut">{value.word}</span>
              <span className="quiet">{count(value.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilterForm({ place, onFilter }: { readonly place: number; readonly onFilter: (filters: readonly string[]) => void }) {
  const [op, setOp] = useState<string>('eq');
  const [value, setValue] = useState('');
  const valueless = op === 'null' || op === 'notnull';
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    onFilter([valueless ? `${place}:${op}` : `${place}:${op}:${value}`]);
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <Select label="Show rows where it" data={OPS} value={op} allowDeselect={false} onChange={(chosen) => { setOp(chosen ?? 'eq'); }} />
      {!valueless && <TextInput label="Value" value={value} onChange={(event) => { setValue(event.currentTarget.value); }} />}
      <Button type="submit" variant="default">
        Filter
      </Button>
    </form>
  );
}
