import { Button, Group, Select, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { count, percent } from '../../lib/format';
import type { Column, Partial, SummaryColumn } from '../../lib/api-types';
import { say } from '../../lib/texts';
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
            {say('column.ascending')}
          </Button>
          <Button variant="default" onClick={() => { props.onSort(`${place}:desc`); onClose(); }}>
            {say('column.descending')}
          </Button>
        </Group>
        <FilterForm place={place} onFilter={filter} />
        <Values {...props} onFilter={filter} />
        <Group gap="sm">
          {/* They stay where the focus is, also at the ends. */}
          <Button variant="default" aria-disabled={props.at === 0} onClick={() => { props.onMove(-1); }}>{say('column.left')}</Button>
          <Button variant="default" aria-disabled={props.at === props.of - 1} onClick={() => { props.onMove(1); }}>{say('column.right')}</Button>
          <span className="meta" role="status">
            {say('column.at', { at: props.at + 1, of: props.of })}
          </span>
        </Group>
        <Group gap="sm">
          <Button variant="default" onClick={() => { props.onWiden(40); }}>{say('column.wider')}</Button>
          <Button variant="default" onClick={() => { props.onWiden(-40); }}>{say('column.narrower')}</Button>
          <Button variant="default" onClick={() => { props.onHide(); onClose(); }}>{say('column.hide')}</Button>
        </Group>
      </div>
  );
}

function Facts({ column, summary, rows, partial }: Props) {
  return (
    <dl className="facts">
      <dt>{say('column.type')}</dt>
      <dd className="mono">{column.type}</dd>
      {summary?.failed === null && (
        <>
          {summary.nulls !== null && (
            <>
              <dt>{say('column.missing')}</dt>
              <dd>{summary.nulls === 0 ? say('column.noneMissing') : say('column.rowsMissing', { n: summary.nulls, share: percent(summary.nulls / Math.max(1, rows)) })}</dd>
            </>
          )}
          {summary.distinct !== null && (
            <>
              <dt>{say('column.different')}</dt>
              <dd>{say('column.about', { n: summary.distinct })}</dd>
            </>
          )}
          {summary.min !== null && (
            <>
              <dt>{say('column.range')}</dt>
              <dd className={classes.anywhere}>
                {cellText(summary.min)}, {cellText(summary.max)}
              </dd>
            </>
          )}
        </>
      )}
      {summary === undefined && <dd className="quiet">{say('column.noSummary')}</dd>}
      {summary?.failed != null && <dd className="quiet">{say('column.failed', { why: summary.failed })}</dd>}
      {partial !== null && <dd className="quiet">{say('column.partial', { n: rows, part: partialWords(partial) })}</dd>}
    </dl>
  );
}

/** The histogram or the frequent values as a list, each a filter. */
function Values({ place, summary, onFilter }: Props) {
  const bars = (summary?.bars ?? []).map((bar, index, all) => ({
    word: say('column.fromTo', { from: short(bar.from), to: short(bar.to) }),
    count: bar.count,
    filters: barFilters(place, bar.from, bar.to, index === all.length - 1),
  }));
  const top = (summary?.top ?? []).map(({ value, count: number }) => ({
    word: cellText(value) === '' ? say('word.empty') : cellText(value),
    count: number,
    filters: [valueFilter(place, value)],
  }));
  const values = (bars.length > 0 ? bars : top).filter((value) => value.count > 0);
  if (values.length === 0) return null;
  const most = Math.max(...values.map((value) => value.count));
  return (
    <section>
      <h3 className={classes.heading}>{bars.length > 0 ? say('column.distribution') : say('column.frequent')}</h3>
      <ul className={classes.values}>
        {values.map((value) => (
          <li key={value.word}>
            <button type="button" className={classes.value} onClick={() => { onFilter(value.filters); }}>
              <span className={classes.share} style={{ width: `${(value.count / most) * 100}%` }} aria-hidden="true" />
              <span className="only-heard">{say('column.only')} </span>
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
      <Select label={say('column.where')} data={OPS.map((value) => ({ value, label: say(`op.${value}`) }))} value={op} allowDeselect={false} onChange={(chosen) => { setOp(chosen ?? 'eq'); }} />
      {!valueless && <TextInput label={say('word.value')} value={value} onChange={(event) => { setValue(event.currentTarget.value); }} />}
      <Button type="submit" variant="default">
        {say('column.filter')}
      </Button>
    </form>
  );
}
