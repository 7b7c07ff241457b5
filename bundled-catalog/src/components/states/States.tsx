import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { signInPath, useHere } from '../../lib/here';
import { isEndOfSession } from '../../lib/query-client';
import { useSession } from '../../lib/session';
import classes from './States.module.css';

interface FailureProps {
  readonly error: Error;
  /** What could not be shown, as the beginning of a sentence: "The comments". */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** A part of a page that could not be loaded; the rest of the page stays. */
export function Failure({ error, what, onRetry }: FailureProps) {
  return (
    <div className={classes.part} role="alert">
      <p className={classes.line}>
        <strong>{what} could not be loaded.</strong> {error.message}
      </p>
      {error instanceof ApiError && error.requestId !== undefined && (
        <p className="meta">
          Request <code>{error.requestId}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** One sentence and at most one action. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.part}>
      <p className={classes.line}>{children}</p>
      {action}
    </div>
  );
}

/** The page of everything that is not there or not for this person, who never learns which. */
export function NotFound({ what }: { readonly what?: string }) {
  const session = useSession();
  const here = useHere();
  return (
    <div className={classes.page}>
      <title>Not found</title>
      <h1>Nothing here</h1>
      <p className={classes.line}>{what ?? 'This page does not exist, or you may not see it.'}</p>
      {session.data?.user === null && (
        <Button component={Link} to={signInPath(here)}>
          Sign in
        </Button>
      )}
    </div>
  );
}

/** The page of somebody whose session is over: the way to sign in and back to here. */
function SessionEnded() {
  const here = useHere();
  return (
    <div className={classes.page}>
      <title>Session ended</title>
      <h1>Your session has ended</h1>
      <p className={classes.line}>Sign in again to go on where you were.</p>
      <Button component={Link} to={signInPath(here)}>
        Sign in
      </Button>
    </div>
  );
}

/** Bars in the shape of what is to come, for as long as it is not there. Nothing shows for the first moment. */
export function Loading({ lines = 5, what }: { readonly lines?: number; readonly what: string }) {
  return (
    <div className={classes.loading} role="status">
      <span className="only-heard">Loading {what}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={classes.bar} />
      ))}
    </div>
  );
}

/** The whole page of a failed call: not found, not signed in, or broken. */
export function PageFailure({ error, what, onRetry }: FailureProps) {
  if (isEndOfSession(error)) return <SessionEnded />;
  if (error instanceof ApiError && (error.status === 404 || error.status === 403 || error.status === 401)) {
    return <NotFound what={error.message} />;
  }
  return (
    <div className={classes.page}>
      <title>Something went wrong</title>
      <h1>Something went wrong</h1>
      <Failure error={error} what={what} {...(onRetry ? { onRetry } : {})} />
    </div>
  );
}
