import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useRouteError } from 'react-router';
import { PageFailure } from '../components/states/States';
import { useReachable } from '../lib/connection';
import { sessionQuery } from '../lib/session';
import { say } from '../lib/texts';

/** What browsers, and the loader of style sheets, say when a part of the program did not come. */
const DID_NOT_COME = /dynamically imported module|module script failed|preload CSS/i;

const LOADED_ANEW = 'loaded-anew';

/** Within this time, in milliseconds, a page is loaded anew by itself only once. */
const ONCE_IN = 60_000;

/** Whether this tab may load itself anew just now, which counts as done then. */
function takeTurn(): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(LOADED_ANEW) ?? 0) < ONCE_IN) return false;
    sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
    return true;
  } catch {
    // Where nothing may be kept, nobody would notice going in circles.
    return false;
  }
}

/**
 * In place of a page whose script did not come or broke: only loading it anew helps. That is done by itself once the registry is back, and
 * once when a part did not come although the registry answers: the network changed meanwhile, or the registry is another version now.
 */
export function BrokenPage() {
  const queries = useQueryClient();
  const reachable = useReachable();
  const failure = useRouteError();
  const wasAway = useRef(false);
  useEffect(() => {
    const began = Date.now();
    // Scripts do not tell why they did not come; this does.
    void queries.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true }).then(() => {
      const answers = (queries.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt ?? 0) >= began;
      if (answers && failure instanceof Error && DID_NOT_COME.test(failure.message) && takeTurn()) window.location.reload();
    });
  }, [queries, failure]);
  useEffect(() => {
    if (!reachable) wasAway.current = true;
    else if (wasAway.current) window.location.reload();
  }, [reachable]);
  const error = new Error(reachable ? say('broken.run') : say('api.unreachable'));
  return <PageFailure error={error} what={say('thing.page')} onRetry={() => { window.location.reload(); }} />;
}
