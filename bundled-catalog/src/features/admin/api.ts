import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api-client';
import type { Admission, AdminAudit, AdminBackups, AdminPackages, AdminStorage, AdminUsers } from '../../lib/api-types';

type Query = Readonly<Record<string, string | undefined>>;

/** The first page follows nothing. */
const first = (): string | null => null;

/** A list of administrators, a page at a time; what is asked for is part of the key. */
function listQuery<T extends { readonly next: string | null }>(name: string, query: Query) {
  return infiniteQueryOptions({
    queryKey: ['admin', name, query],
    queryFn: ({ signal, pageParam }) => api.get<T>(`/api/ui/admin/${name}`, { signal, query: { ...query, after: pageParam ?? undefined } }),
    initialPageParam: first(),
    getNextPageParam: (last: T) => last.next,
    placeholderData: keepPreviousData,
  });
}

export const usersQuery = (query: Query) => listQuery<AdminUsers>('users', query);
export const packagesQuery = (query: Query) => listQuery<AdminPackages>('packages', query);
export const auditQuery = (query: Query) => listQuery<AdminAudit>('audit', query);

export const storageQuery = queryOptions({
  queryKey: ['admin', 'storage'],
  queryFn: ({ signal }) => api.get<AdminStorage>('/api/ui/admin/storage', { signal }),
});

export const backupsQuery = queryOptions({
  queryKey: ['admin', 'backups'],
  queryFn: ({ signal }) => api.get<AdminBackups>('/api/ui/admin/backups', { signal }),
});

/** All events that fit, page by page, newest first. */
export async function allEvents(query: Query, onMore: (read: number) => void, signal: AbortSignal): Promise<AdminAudit['events']> {
  const events: AdminAudit['events'] = [];
  let after: string | null = null;
  do {
    const page: AdminAudit = await api.get<AdminAudit>('/api/ui/admin/audit', { signal, query: { ...query, limit: 1_000, after: after ?? undefined } });
    events.push(...page.events);
    onMore(events.length);
    after = page.next;
  } while (after !== null);
  return events;
}

/** What can be done with an account at once (registry-api.md 2.8). */
export type UserAction = 'disable' | 'enable' | 'grant_admin' | 'revoke_admin';

export function useUserAction() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, username }: { readonly action: UserAction; readonly username: string }) => api.post<unknown>(`/api/users/${action}`, { username }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'users'] }),
  });
}

/** Both answer with a link to choose a password where the registry sends no mails. */
function useAdmission<T extends { readonly username: string }>(action: 'create' | 'reset_password') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (account: T) => api.post<Admission>(`/api/ui/admin/users/${action}`, account),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'users'] }),
    // The link is as good as a password: it goes when its dialog goes.
    gcTime: 0,
  });
}

export const useCreateUser = () => useAdmission<{ readonly username: string; readonly email: string }>('create');
export const useResetPassword = () => useAdmission<{ readonly username: string }>('reset_password');
