import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Names } from '../../lib/api-types';
import type { Place } from '../../lib/places';

/** Groups of people that stand in the list of those with access (registry-api.md 6). */
export const PUBLIC = 'public';
export const TEAM = 'team';

/** `GET /api/invite/o/n/`; `invited_at` in ISO 8601. */
export interface Invitation {
  readonly invitation_id: number;
  readonly email: string;
  readonly invited_at: string;
}

const root = ({ owner, name }: Place) => ['package', owner, name];

export const accessQuery = (place: Place) =>
  queryOptions({
    queryKey: [...root(place), 'access'],
    queryFn: async ({ signal }) =>
      (await api.get<{ readonly users: readonly string[] }>(`/api/access/${segments(place.owner, place.name)}/`, { signal })).users,
  });

export const invitationsQuery = (place: Place) =>
  queryOptions({
    queryKey: [...root(place), 'invitations'],
    queryFn: async ({ signal }) =>
      (await api.get<{ readonly invitations: readonly Invitation[] }>(`/api/invite/${segments(place.owner, place.name)}/`, { signal }))
        .invitations,
  });

export const namesQuery = (beginning: string) =>
  queryOptions({
    queryKey: ['names', beginning],
    queryFn: async ({ signal }) => (await api.get<Names>('/api/ui/users', { signal, query: { q: beginning } })).users,
    enabled: beginning !== '',
  });

/** Whoever is no user's name is somebody with a mail address, who gets an invitation. */
export const isMail = (who: string) => who.includes('@');

function useListChange(place: Place, change: (who: string) => Promise<unknown>, shown: (known: readonly string[], who: string) => readonly string[]) {
  const queries = useQueryClient();
  const { queryKey } = accessQuery(place);
  return useMutation({
    mutationFn: change,
    onMutate: async (who) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      if (before !== undefined) queries.setQueryData(queryKey, shown(before, who));
      return before;
    },
    // What was shown ahead of the answer is taken back.
    onError: (_error, _who, before) => { queries.setQueryData(queryKey, before); },
    onSuccess: async (_answer, who) => {
      if (isMail(who)) await queries.invalidateQueries({ queryKey: invitationsQuery(place).queryKey });
      if (who === PUBLIC || who === TEAM) await queries.invalidateQueries({ queryKey: [...root(place)], predicate: isFacts });
    },
  });
}

function isFacts({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return queryKey.at(-1) === 'facts';
}

export function useGrant(place: Place) {
  const change = (who: string) => api.put<unknown>(`/api/access/${segments(place.owner, place.name, who)}`);
  return useListChange(place, change, (known, who) => (isMail(who) ? known : [...known, who]));
}

export function useRevoke(place: Place) {
  const change = (who: string) => api.delete<unknown>(`/api/access/${segments(place.owner, place.name, who)}`);
  return useListChange(place, change, (known, who) => known.filter((other) => other !== who));
}

export function useWithdraw(place: Place) {
  const queries = useQueryClient();
  const { queryKey } = invitationsQuery(place);
  return useMutation({
    mutationFn: (id: number) => api.delete<unknown>(`/api/ui/invite/${segments(place.owner, place.name, String(id))}`),
    onSuccess: (_answer, id) => {
      queries.setQueryData(queryKey, (known) => known?.filter((invitation) => invitation.invitation_id !== id));
    },
  });
}

/** Tags and versions of a package: everything that shows one is read again afterwards. */
function useNameChange<T>(place: Place, change: (what: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: root(place) }) });
}

export interface Named {
  readonly name: string;
  readonly hash: string;
}

export function useSetTag(place: Place) {
  return useNameChange(place, ({ name, hash }: Named) => api.put<unknown>(`/api/tag/${segments(place.owner, place.name, name)}`, { hash }));
}

export function useRemoveTag(place: Place) {
  return useNameChange(place, (name: string) => api.delete<unknown>(`/api/tag/${segments(place.owner, place.name, name)}`));
}

export function useAddVersion(place: Place) {
  return useNameChange(place, ({ name, hash }: Named) => api.put<unknown>(`/api/version/${segments(place.owner, place.name, name)}`, { hash }));
}

export function useDeletePackage({ owner, name }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete<unknown>(`/api/package/${segments(owner, name)}/`),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['package', owner, name] });
      void queries.invalidateQueries();
    },
  });
}
