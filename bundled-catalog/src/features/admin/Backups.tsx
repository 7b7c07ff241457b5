import { useQuery } from '@tanstack/react-query';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { AdminBackups } from '../../lib/api-types';
import { counted, moment } from '../../lib/format';
import classes from './Admin.module.css';
import { backupsQuery } from './api';
import { type Fact, Facts } from './Facts';

/** When the data were saved last and will be next, and what to do where they never were. */
export function Backups() {
  const { data, error, refetch } = useQuery(backupsQuery);
  return (
    <>
      <h2>Backups</h2>
      {error && <Failure error={error} what="The state of the backups" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the state of the backups" lines={3} />}
      {data !== undefined && <State state={data} />}
    </>
  );
}

function State({ state }: { readonly state: AdminBackups }) {
  const facts: readonly Fact[] = [
    ['Last full backup', state.last === null ? 'none' : <Time key="last" at={state.last.created} />],
    ...(state.last === null ? [] : [['It is', outcome(state.last)] as const]),
    ['Made by itself', often(state)],
    ...(state.next === null ? [] : [['Next one', state.due ? 'due now' : <time key="next" dateTime={new Date(state.next * 1000).toISOString()}>{moment(state.next)}</time>] as const]),
  ];
  const hint = hintOf(state);
  return (
    <>
      {hint !== null && (
        <p className={classes.hint} role="note">
          {hint}
        </p>
      )}
      <Facts facts={facts} />
    </>
  );
}

function outcome({ problems, verified }: NonNullable<AdminBackups['last']>): string {
  const made = problems === 0 ? 'complete' : `incomplete: ${counted(problems, 'object')} missing or damaged`;
  const checked = { no: 'not verified yet', good: 'verified and good', bad: 'damaged, as verifying it found' }[verified];
  return `${made}; ${checked}`;
}

function often({ kept, schedule, at }: AdminBackups): string {
  if (!kept) return 'never, in test mode';
  return { off: 'never: the schedule is off', daily: `every day at ${at}`, weekly: `every Sunday at ${at}` }[schedule];
}

/** What an administrator should do now, if anything. */
function hintOf({ kept, last, due, next }: AdminBackups): string | null {
  const make = 'the window of the appliance or “quilt-appliance backup create”';
  if (!kept) return `This registry runs in test mode: all it holds is gone when it stops. What should stay is saved by ${make}.`;
  if (last === null) return `No backup was ever made. Make one with ${make}.`;
  if (last.problems > 0 || last.verified === 'bad') return `Do not rely on the last backup. Make a new one with ${make}, and look at what it says.`;
  if (due && next !== null) return `A backup has been due since ${moment(next)} and has not come about yet. The log of the appliance says why, if it was tried.`;
  return null;
}
