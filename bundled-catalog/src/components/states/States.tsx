import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { signInPath, useHere } from '../../lib/here';
import { isEndOfSession } from '../../lib/query-client';
import { useSession } from '../../lib/session';
import { locale, say, sayRich } from '../../lib/texts';
import classes from './States.module.css';

interface FailureProps {
  readonly error: Error;
  /** What could not be shown: "the comments". */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** As it begins a sentence. */
function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1);
}

/** Why something failed; the registry itself says it in English. */
function Said({ error }: { readonly error: Error }) {
  return error instanceof ApiError && error.told ? <span lang="en">{error.message}</span> : error.message;
}

/** A part of a page that could not be loaded; the rest of the page stays. */
export function Failure({ error, what, onRetry }: FailureProps) {
  return (
    <div className={classes.part} role="alert">
      <p className={classes.line}>
        <strong>{say('states.failed', { what: capital(what) })}</strong> <Said error={error} />
      </p>
      {error instanceof ApiError && error.requestId !== undefined && (
        <p className="meta">
          {sayRich('states.request', { id: <code>{error.requestId}</code> })}
        </p>
      )}
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          {say('common.tryAgain')}
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
export function NotFound({ error }: { readonly error?: Error }) {
  const session = useSession();
  const here = useHere();
  return (
    <div className={classes.page}>
      <title>{say('states.notFound')}</title>
      <h1>{say('states.nothing')}</h1>
      <p className={classes.line}>{error === undefined ? say('states.noPage') : <Said error={error} />}</p>
      {session.data?.user === null && (
        <Button component={Link} to={signInPath(here)}>
          {say('common.signIn')}
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
      <title>{say('states.ended')}</title>
      <h1>{say('states.yourEnded')}</h1>
      <p className={classes.line}>{say('states.signIn')}</p>
      <Button component={Link} to={signInPath(here)}>
        {say('common.signIn')}
      </Button>
    </div>
  );
}

/** Bars in the shape of what is to come, for as long as it is not there. Nothing shows for the first moment. */
export function Loading({ lines = 5, what }: { readonly lines?: number; readonly what: string }) {
  return (
    <div className={classes.loading} role="status">
      <span className="only-heard">{say('states.loading', { what })}</span>
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
    return <NotFound error={error} />;
  }
  return (
    <div className={classes.page}>
      <title>{say('states.wrong')}</title>
      <h1>{say('states.wrong')}</h1>
      <Failure error={error} what={what} {...(onRetry ? { onRetry } : {})} />
    </div>
  );
}
