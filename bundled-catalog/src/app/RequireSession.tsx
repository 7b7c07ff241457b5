import { Navigate, Outlet, useLocation } from 'react-router';
import { Loading, PageFailure } from '../components/states/States';
import { useSession } from '../lib/session';

/** Pages for people who are signed in; others sign in first and come back. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) return <Loading what="your session" lines={2} />;
  if (session.error) return <PageFailure error={session.error} what="Your session" onRetry={() => void session.refetch()} />;
  if (session.data.user === null) return <Navigate to={`/signin?next=${encodeURIComponent(pathname + search)}`} replace />;
  return <Outlet />;
}
