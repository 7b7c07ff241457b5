import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api-client';
import type { Session } from './api-types';
import { forgetDrafts } from './drafts';
import { forgetOpened } from './opened';

const nobody: Session = { user: null, email: null, is_admin: false, expires_at: null, status: 200 };

/** Who is signed in, from the cookie that scripts cannot read; `user` is null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }) => {
    const session = await api.get<Session>('/api/ui/session', { signal });
    const before = client.getQueryData<Session>(['session']);
    if (before?.user != null && session.user === null) client.setQueryData(endedQuery.queryKey, true);
    return session;
  },
  staleTime: 60_000,
});

/** Whether somebody was signed in and is no more, without having signed out. */
const endedQuery = queryOptions({
  queryKey: ['session', 'ended'],
  queryFn: () => false,
  enabled: false,
  initialData: false,
  staleTime: Infinity,
  gcTime: Infinity,
});

export function useSessionEnded(): boolean {
  return useQuery(endedQuery).data;
}

/** The server takes the session no more. What is on the screen stays, so nothing that was typed is lost. */
export function endSession(queries: QueryClient) {
  queries.setQueryData(sessionQuery.queryKey, nobody);
  queries.setQueryData(endedQuery.queryKey, true);
}

/** Asks whether the session still is, where somebody is believed to be signed in and was taken for nobody. */
export function checkSession(queries: QueryClient) {
  const { queryKey } = sessionQuery;
  const known = queries.getQueryState(queryKey);
  if (known?.data?.user == null || known.status === 'error' || known.fetchStatus === 'fetching') return;
  void queries.refetchQueries({ queryKey, exact: true });
}

export function useSession() {
  return useQuery(sessionQuery);
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Another person begins: what the last one saw must not stay, so all that was read is forgotten and read again. */
function begin(queries: QueryClient, session: Session) {
  queries.setQueryData(sessionQuery.queryKey, session);
  queries.setQueryData(endedQuery.queryKey, false);
  void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => api.post<Session>('/api/ui/session', credentials),
    onSuccess: (session) => { begin(queries, session); },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete<unknown>('/api/ui/session'),
    onSettled: () => {
      forgetDrafts();
      forgetOpened();
      begin(queries, nobody);
    },
  });
}

/** A path of this site from `?next=`, or the given one: never a way to another site. */
export function safeNext(next: string | null, otherwise = '/'): string {
  if (next?.startsWith('/') !== true || next.startsWith('//') || next.includes('\\')) return otherwise;
  const target = new URL(next, window.location.origin);
  return target.origin === window.location.origin ? `${target.pathname}${target.search}${target.hash}` : otherwise;
}
