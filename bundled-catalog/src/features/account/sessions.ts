import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Sessions } from '../../lib/api-types';

export type OwnSession = Sessions['sessions'][number];

/** Where somebody is signed in. Ending is asked for one, or for all but the one of this browser. */
export const sessionsQuery = queryOptions({
  queryKey: ['own sessions'],
  queryFn: async ({ signal }) => (await api.get<Sessions>('/api/ui/sessions', { signal })).sessions,
});

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (which: OwnSession | 'others') => api.delete<unknown>(which === 'others' ? '/api/ui/sessions' : `/api/ui/sessions/${segments(which.id)}`),
    // One that is gone already is gone from the list, too.
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export interface Passwords {
  readonly present: string;
  readonly chosen: string;
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (passwords: Passwords) => api.post<unknown>('/api/ui/password', passwords),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
