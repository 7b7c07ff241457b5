import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { useReachable } from '../../lib/connection';
import { signInPath, useHere } from '../../lib/here';
import { sessionQuery, useSessionEnded } from '../../lib/session';
import { say, sayRich } from '../../lib/texts';
import classes from './Frame.module.css';

/** How often a registry that does not answer is asked again, in milliseconds. */
const ASK_AGAIN = 5_000;

/** What holds for the whole page: no connection, or a session that ended while something is on the screen. */
export function Banner() {
  const reachable = useReachable();
  const ended = useSessionEnded();
  const { pathname } = useLocation();
  const here = useHere();
  return (
    <div role="status" aria-label={say('frame.connection')}>
      {!reachable && <Unreachable />}
      {reachable && ended && pathname !== '/signin' && (
        <p className={classes.banner}>
          {sayRich('frame.ended', { link: (words) => <Link to={signInPath(here)}>{words}</Link> })}
        </p>
      )}
    </div>
  );
}

function Unreachable() {
  // Its answer, whatever it says, ends this state.
  useQuery({ ...sessionQuery, refetchInterval: ASK_AGAIN, refetchIntervalInBackground: true });
  return <p className={classes.banner}>{say('frame.unreachable')}</p>;
}
