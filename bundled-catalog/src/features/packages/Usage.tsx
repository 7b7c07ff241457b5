import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { Link } from 'react-router';
import { Choice } from '../../components/choice/Choice';
import { Time } from '../../components/marks/Marks';
import { Failure } from '../../components/states/States';
import type { Usage as UsageAnswer } from '../../lib/api-types';
import { count, day } from '../../lib/format';
import type { Place } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { usageQuery } from './api';
import classes from './Usage.module.css';

const WEEK = 7 * 86_400;

/** Weeks that can be looked at, the present one included. */
const PERIODS = ['8', '26', '52'] as const;

type Period = (typeof PERIODS)[number];

/** What happened in one week. */
interface Week {
  /** Midnight UTC of its Monday, in Unix seconds. */
  readonly start: number;
  readonly installs: number;
  readonly views: number;
}

function weeksOf({ start, installs, views }: UsageAnswer): Week[] {
  return installs.weeks.map((number, week) => ({ start: start + week * WEEK, installs: number, views: views.weeks[week] ?? 0 }));
}

/** Installs and views week by week, as a picture, in words and as a table. @param owner whether who installed last is told */
export function Usage({ place, owner }: { readonly place: Place; readonly owner: boolean }) {
  const { data, error, refetch } = useQuery(usageQuery(place));
  const [period, setPeriod] = useState<Period>('52');
  const [listed, setListed] = useState(false);
  if (error) return <Failure error={error} what={say('thing.usage')} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className={classes.room} />;
  const weeks = weeksOf(data).slice(-Number(period));
  return (
    <div className={classes.usage}>
      <Choice label={say('usage.period')} options={PERIODS.map((value) => ({ value, word: say('usage.weeks', { n: value }) }))} value={period} onChange={setPeriod} />
      <Chart key={period} weeks={weeks} />
      {owner && <LastInstall last={data.last_install} />}
      <details className="meta" onToggle={(event) => { setListed(event.currentTarget.open); }}>
        <summary>{say('usage.table')}</summary>
        {listed && <WeekTable weeks={weeks} />}
      </details>
    </div>
  );
}

function WeekTable({ weeks }: { readonly weeks: readonly Week[] }) {
  return (
    // What scrolls must take the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={say('usage.byWeek')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{say('usage.weekFrom')}</th>
            <th scope="col">{say('word.installs')}</th>
            <th scope="col">{say('word.views')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ start, installs, views }) => (
            <tr key={start}>
              <th scope="row">{day(start)}</th>
              <td>{count(installs)}</td>
              <td>{count(views)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weekWords({ start, installs, views }: Week): string {
  return say('usage.week', { day: day(start), installs, views });
}

/** Two rows of bars over the same weeks; keys and the pointer go from week to week, which is told below. */
function Chart({ weeks }: { readonly weeks: readonly Week[] }) {
  const last = weeks.length - 1;
  const [at, setAt] = useState(last);
  const go = (week: number) => { setAt(Math.max(0, Math.min(last, week))); };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - 4, PageUp: at + 4, Home: 0, End: last };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    go(Math.floor(((event.clientX - left) / width) * weeks.length));
  };
  const shown = weeks[at];
  if (shown === undefined) return null;
  return (
    <>
      <div
        className={classes.chart}
        role="slider"
        tabIndex={0}
        aria-label={say('usage.slider')}
        aria-valuemin={1}
        aria-valuemax={weeks.length}
        aria-valuenow={at + 1}
        aria-valuetext={weekWords(shown)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
      >
        <Bars word={say('word.installs')} series="installs" values={weeks.map(({ installs }) => installs)} at={at} />
        <Bars word={say('word.views')} series="views" values={weeks.map(({ views }) => views)} at={at} />
        <span className={`meta ${classes.ends ?? ''}`} aria-hidden="true">
          <span>{day(weeks[0]?.start ?? 0)}</span>
          <span>{say('usage.this')}</span>
        </span>
      </div>
      <p className={`meta ${classes.told ?? ''}`}>{weekWords(shown)}</p>
    </>
  );
}

interface BarsProps {
  readonly word: string;
  readonly series: 'installs' | 'views';
  readonly values: readonly number[];
  readonly at: number;
}

const HEIGHT = 36;

/** Each row has a scale of its own, which its head tells. */
function Bars({ word, series, values, at }: BarsProps) {
  const most = Math.max(...values);
  const sum = values.reduce((all, value) => all + value, 0);
  return (
    <div aria-hidden="true">
      <span className={`meta ${classes.ends ?? ''}`}>
        <span>
          {word} {count(sum)}
        </span>
        <span>{most > 0 && say('usage.most', { n: most })}</span>
      </span>
      <svg className={classes.bars} viewBox={`0 0 ${values.length} ${HEIGHT}`} preserveAspectRatio="none">
        <rect className={classes.cursor} x={at} y={0} width={1} height={HEIGHT} />
        {values.map((value, week) => {
          // What happened at all can be seen.
          const height = value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT);
          return <rect key={week} className={classes[series]} x={week + 0.1} y={HEIGHT - height} width={0.8} height={height} />;
        })}
      </svg>
    </div>
  );
}

function LastInstall({ last }: { readonly last: UsageAnswer['last_install'] }) {
  if (last === null) return <p className={`meta ${classes.told ?? ''}`}>{say('usage.none')}</p>;
  return (
    <p className={`meta ${classes.told ?? ''}`}>
      {last.user === null
        ? sayRich('usage.lastUnknown', { time: <Time at={last.created} /> })
        : sayRich('usage.last', { time: <Time at={last.created} />, user: <Link to={`/user/${last.user}`}>{last.user}</Link> })}
    </p>
  );
}
