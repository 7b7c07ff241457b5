import type { SummaryColumn } from '../../lib/api-types';
import { barFilters, cellText, short, valueFilter } from './table-cells';
import classes from './Table.module.css';
import { count, percent } from '../../lib/format';
import { say } from '../../lib/texts';

interface Props {
  readonly place: number;
  readonly summary: SummaryColumn;
  readonly rows: number;
  /** A short way for the pointer; the column's panel has the same for everybody. */
  readonly onFilter: (filters: readonly string[]) => void;
}

/** What is in a column, small: a histogram, or its most frequent value; and how much is missing. */
export function SummaryMark({ place, summary, rows, onFilter }: Props) {
  const { bars, top, distinct, nulls, failed } = summary;
  if (failed !== null) return <span className={classes.mark} title={failed}>{say('summary.none')}</span>;
  const missing = nulls === null || nulls === 0 || rows === 0 ? '' : say('summary.missing', { share: percent(nulls / rows) });
  if (bars !== null && bars.length > 0) {
    const most = Math.max(1, ...bars.map((bar) => bar.count));
    return (
      <span className={classes.mark}>
        <svg className={classes.bars} viewBox={`0 0 ${bars.length * 8} 20`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map((bar, index) => {
            const height = bar.count === 0 ? 0 : Math.max(1, (bar.count / most) * 20);
            return (
              <g key={index} className={classes.bar} onClick={() => { onFilter(barFilters(place, bar.from, bar.to, index === bars.length - 1)); }}>
                <title>{say('summary.bar', { from: short(bar.from), to: short(bar.to), n: bar.count })}</title>
                <rect className={classes.whole} x={index * 8} y={0} width={8} height={20} />
                <rect x={index * 8 + 0.5} y={20 - height} width={7} height={height} />
              </g>
            );
          })}
        </svg>
        <span className="cut">
          {[summary.min === null ? '' : say('column.fromTo', { from: short(summary.min), to: short(summary.max) }), missing].filter((word) => word !== '').join(', ')}
        </span>
      </span>
    );
  }
  const [first] = top ?? [];
  return (
    <span className={classes.mark}>
      {first !== undefined && rows > 0 && (
        <span className={classes.top} aria-hidden="true" title={`${cellText(first.value)}: ${count(first.count)}`} onClick={() => { onFilter([valueFilter(place, first.value)]); }}>
          <span className={classes.share} style={{ width: `${(first.count / rows) * 100}%` }} />
          <span className="cut">
            {cellText(first.value) === '' ? say('word.empty') : cellText(first.value)} {percent(first.count / rows)}
          </span>
        </span>
      )}
      <span className="cut">
        {[distinct === null ? '' : say('summary.different', { n: distinct }), missing].filter((word) => word !== '').join(', ')}
      </span>
    </span>
  );
}

