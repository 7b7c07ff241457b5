import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Compare, FileHistory, Find, Latest, Node, Package, Revisions, Tree, Usage } from '../../lib/api-types';
import type { Place } from '../../lib/places';

const LATEST = 'latest';

/** Lists go on after a value that the page before told; the first page follows nothing. */
const first = (): string | null => null;

const at = ({ owner, name, rev }: Place) => segments(owner, name, rev ?? LATEST);

const key = ({ owner, name, rev }: Place) => ['package', owner, name, rev ?? LATEST];

/** The title block, README and facts of a package at one revision. Asked for once per visit, which counts as one view. */
export const packageQuery = (place: Place) =>
  queryOptions({
    queryKey: [...key(place), 'facts'],
    queryFn: ({ signal }) => api.get<Package>(`/api/ui/package/${at(place)}`, { signal, query: { opened: 1 } }),
    // Each reading is counted as a view, so only opening the page anew reads again.
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** Which revision is the latest now; asked for when somebody comes back to the page, never on opening it. */
export const latestQuery = ({ owner, name }: Place, known: Package['revision']) =>
  queryOptions({
    queryKey: ['package', owner, name, 'latest now', known.hash],
    queryFn: ({ signal }) => api.get<Pick<Latest, 'hash' | 'updated_at' | 'updated_by'>>(`/api/ui/latest/${segments(owner, name)}`, { signal }),
    initialData: known,
    staleTime: Infinity,
    refetchOnWindowFocus: 'always',
    // Where it cannot be learnt, there is nothing to tell.
    retry: false,
  });

/** Installs and views by week. */
export const usageQuery = ({ owner, name }: Place) =>
  queryOptions({
    queryKey: ['package', owner, name, 'usage'],
    queryFn: ({ signal }) => api.get<Usage>(`/api/ui/usage/${segments(owner, name)}`, { signal }),
    refetchOnWindowFocus: false,
  });

export type Sort = 'name' | '-name' | 'size' | '-size' | 'files' | '-files' | 'type' | '-type';

/** What is in a folder, a page at a time. */
export const treeQuery = (place: Place, path: string, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: [...key(place), 'tree', path, sort],
    queryFn: ({ signal, pageParam }) =>
      api.get<Tree>(`/api/ui/tree/${at(place)}`, { signal, query: { path, sort, after: pageParam ?? undefined } }),
    initialPageParam: first(),
    getNextPageParam: (last) => last.next,
  });

/** Paths of the whole revision that hold all words. */
export const findQuery = (place: Place, words: string) =>
  queryOptions({
    queryKey: [...key(place), 'find', words],
    queryFn: ({ signal }) => api.get<Find>(`/api/ui/find/${at(place)}`, { signal, query: { q: words, limit: 500 } }),
    placeholderData: keepPreviousData,
  });

export const nodeQuery = (place: Place, path: string) =>
  queryOptions({
    queryKey: [...key(place), 'node', path],
    queryFn: ({ signal }) => api.get<Node>(`/api/ui/node/${at(place)}/${segments(path)}`, { signal }),
    // Several parts of a page ask for it, one after the other.
    staleTime: 10_000,
  });

/** The log, newest first. */
export const revisionsQuery = ({ owner, name }: Place) =>
  infiniteQueryOptions({
    queryKey: ['package', owner, name, 'revisions'],
    queryFn: ({ signal, pageParam }) =>
      api.get<Revisions>(`/api/ui/revisions/${segments(owner, name)}`, { signal, query: { after: pageParam ?? undefined } }),
    initialPageParam: first(),
    getNextPageParam: (last) => last.next,
  });

/** In which pushes a file changed, newest first. An answer may have found none yet and still tell where to go on. */
export const fileHistoryQuery = (place: Place, path: string) =>
  infiniteQueryOptions({
    queryKey: [...key(place), 'history', path],
    queryFn: ({ signal, pageParam }) =>
      api.get<FileHistory>(`/api/ui/history/${at(place)}/${segments(path)}`, { signal, query: { after: pageParam ?? undefined } }),
    initialPageParam: first(),
    getNextPageParam: (last) => last.next,
    staleTime: 60_000,
  });

/** What differs between two revisions, each a hash, `tag:x` or `version:x`; `change` and `words` leave out the rest. */
export const compareQuery = ({ owner, name }: Place, base: string, head: string, change: string, words: string) =>
  infiniteQueryOptions({
    queryKey: ['package', owner, name, 'compare', base, head, change, words],
    queryFn: ({ signal, pageParam }) =>
      api.get<Compare>(`/api/ui/compare/${segments(owner, name, base, head)}`, {
        signal,
        query: { change: change === '' ? undefined : change, q: words === '' ? undefined : words, after: pageParam ?? undefined },
      }),
    initialPageParam: first(),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

/** The last pushes, to choose from. */
export const lastRevisionsQuery = ({ owner, name }: Place) =>
  queryOptions({
    queryKey: ['package', owner, name, 'last revisions'],
    queryFn: async ({ signal }) => (await api.get<Revisions>(`/api/ui/revisions/${segments(owner, name)}`, { signal, query: { limit: 100 } })).revisions,
  });
