import { useQuery } from '@tanstack/react-query';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { AdminBackups } from '../../lib/api-types';
import { moment } from '../../lib/format';
import { say } from '../../lib/texts';
import classes from './Admin.module.css';
import { backupsQuery } from './api';
import { type Fact, Facts } from './Facts';

/** When the data were saved last and will be next, and what to do where they never were. */
export function Backups() {
  const { data, error, refetch } = useQuery(backupsQuery);
  return (
    <>
      <h2>{say('backups.title')}</h2>
      {error && <Failure error={error} what={say('thing.backups')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.backups')} lines={3} />}
      {data !== undefined && <State state={data} />}
    </>
  );
}

function State({ state }: { readonly state: AdminBackups }) {
  const facts: readonly Fact[] = [
    [say('backups.last'), state.last === null ? say('word.none') : <Time key="last" at={state.last.created} />],
    ...(state.last === null ? [] : [[say('backups.is'), outcome(state.last)] as const]),
    [say('backups.often'), often(state)],
    ...(state.next === null ? [] : [[say('backups.next'), state.due ? say('backups.due') : <time key="next" dateTime={new Date(state.next * 1000).toISOString()}>{moment(state.next)}</time>] as const]),
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
  return say(`backups.verified.${verified}`, { made: problems === 0 ? say('backups.complete') : say('backups.incomplete', { n: problems }) });
}

function often({ kept, schedule, at }: AdminBackups): string {
  if (!kept) return say('backups.never');
  return say(`backups.schedule.${schedule}`, { time: at });
}

/** What an administrator should do now, if anything. */
function hintOf({ kept, last, due, next }: AdminBackups): string | null {
  if (!kept) return say('backups.hint.test');
  if (last === null) return say('backups.hint.none');
  if (last.problems > 0 || last.verified === 'bad') return say('backups.hint.bad');
  if (due && next !== null) return say('backups.hint.due', { time: moment(next) });
  return null;
}
