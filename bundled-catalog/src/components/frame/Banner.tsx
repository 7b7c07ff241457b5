import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { useReachable } from '../../lib/connection';
import { signInPath, useHere } from '../../lib/here';
import { sessionQuery, useSessionEnded } from '../../lib/session';
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
    <div role="status" aria-label="State of the connection">
      {!reachable && <Unreachable />}
      {reachable && ended && pathname !== '/signin' && (
        <p className={classes.banner}>
          Your session has ended. <Link to={signInPath(here)}>Sign in again</Link>
        </p>
      )}
    </div>
  );
}

function Unreachable() {
  // Its answer, whatever it says, ends this state.
  useQuery({ ...sessionQuery, refetchInterval: ASK_AGAIN, refetchIntervalInBackground: true });
  return <p className={classes.banner}>The registry cannot be reached. This page goes on by itself as soon as it answers.</p>;
}
