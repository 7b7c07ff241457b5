import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Find, Query } from '../../lib/api-types';
import type { Place } from '../../lib/places';

/** Rows that come at first, and at most. */
export const USUAL_ROWS = 1_000;
export const MOST_ROWS = 10_000;

/** Tables of a revision whose paths hold all words. */
export const tablesQuery = ({ owner, name }: Place, hash: string, words: string) =>
  queryOptions({
    queryKey: ['package', owner, name, hash, 'tables', words],
    queryFn: ({ signal }) =>
      api.get<Find>(`/api/ui/find/${segments(owner, name, hash)}`, { signal, query: { only: 'tables', q: words === '' ? undefined : words, limit: 500 } }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

/** What a statement selects. Giving up also ends it on the server, and so does leaving the page. */
export const selectQuery = ({ owner, name }: Place, hash: string, sql: string, limit: number) =>
  queryOptions({
    queryKey: ['package', owner, name, hash, 'select', sql, limit],
    queryFn: async ({ signal }) => {
      const address = `/api/ui/sql/${segments(owner, name, hash)}`;
      const run = newRun();
      const over = new AbortController();
      const cancel = () => {
        over.abort();
        // Should this not arrive, the server ends the statement by itself a few seconds later.
        api.delete(`${address}/${run}`, { keepalive: true }).catch(() => undefined);
      };
      signal.addEventListener('abort', cancel, { signal: over.signal });
      window.addEventListener('pagehide', cancel, { signal: over.signal });
      try {
        return await api.post<Query>(address, { sql, limit, run }, { signal });
      } finally {
        over.abort();
      }
    },
    // A statement that fails will fail again, and one that was too much should not come back unasked.
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });

function newRun(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
