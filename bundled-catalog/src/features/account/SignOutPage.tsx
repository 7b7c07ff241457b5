import { useEffect, useRef } from 'react';
import { Navigate } from 'react-router';
import { useSignOut } from '../../lib/session';
import { say } from '../../lib/texts';
import { AccountPage } from './AccountPage';

/** Signs out as soon as it is opened; even where the call fails nothing of the session stays in the page. */
export function SignOutPage() {
  const { mutate, isIdle, isPending } = useSignOut();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  if (!isIdle && !isPending) return <Navigate to="/" replace />;
  return (
    <AccountPage title={say('common.signOut')}>
      <p role="status">{say('signOut.busy')}</p>
    </AccountPage>
  );
}
