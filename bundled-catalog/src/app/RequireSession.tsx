import { Navigate, Outlet } from 'react-router';
import { Loading, PageFailure } from '../components/states/States';
import { signInPath, useHere } from '../lib/here';
import { useSession } from '../lib/session';
import { say } from '../lib/texts';

/** Pages for people who are signed in; others sign in first and come back. */
export function RequireSession() {
  const session = useSession();
  const here = useHere();
  if (session.isPending) return <Loading what={say('thing.session')} lines={2} />;
  if (session.error) return <PageFailure error={session.error} what={say('thing.session')} onRetry={() => void session.refetch()} />;
  if (session.data.user === null) return <Navigate to={signInPath(here)} replace />;
  return <Outlet />;
}
