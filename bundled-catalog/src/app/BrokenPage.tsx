import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { PageFailure } from '../components/states/States';
import { useReachable } from '../lib/connection';
import { sessionQuery } from '../lib/session';
import { say } from '../lib/texts';

/** In place of a page whose script did not come or broke: only loading it anew helps, by itself once the registry is back. */
export function BrokenPage() {
  const queries = useQueryClient();
  const reachable = useReachable();
  const wasAway = useRef(false);
  useEffect(() => {
    // Scripts do not tell why they did not come; this does.
    void queries.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true });
  }, [queries]);
  useEffect(() => {
    if (!reachable) wasAway.current = true;
    else if (wasAway.current) window.location.reload();
  }, [reachable]);
  const error = new Error(reachable ? say('broken.run') : say('api.unreachable'));
  return <PageFailure error={error} what={say('thing.page')} onRetry={() => { window.location.reload(); }} />;
}
