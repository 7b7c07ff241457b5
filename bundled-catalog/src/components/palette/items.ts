import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Find, Suggest } from '../../lib/api-types';
import { type Place, placePath } from '../../lib/places';

/** Something to go to or to do. */
export interface Item {
  readonly group: string;
  readonly word: string;
  readonly hint?: string;
  readonly run: () => void;
}

export const suggestQuery = (words: string) =>
  queryOptions({
    queryKey: ['suggest', words],
    queryFn: ({ signal }) => api.get<Suggest>('/api/ui/suggest', { signal, query: { q: words } }),
    placeholderData: keepPreviousData,
    enabled: words !== '',
  });

/** Files of the package that is open. */
export const filesQuery = (place: Place | null, words: string) =>
  queryOptions({
    queryKey: ['palette files', place, words],
    queryFn: ({ signal }) =>
      api.get<Find>(`/api/ui/find/${segments(place?.owner ?? '', place?.name ?? '', place?.rev ?? 'latest')}`, { signal, query: { q: words, limit: 12 } }),
    placeholderData: keepPreviousData,
    enabled: place !== null && words !== '',
  });

/** The package that an address belongs to. */
export function placeOf(pathname: string): Place | null {
  const [, owner, name, , rev] = /^\/package\/([^/]+)\/([^/]+)(\/at\/([^/]+))?/.exec(pathname) ?? [];
  if (owner === undefined || name === undefined) return null;
  return { owner: decodeURIComponent(owner), name: decodeURIComponent(name), rev: rev === undefined ? undefined : decodeURIComponent(rev) };
}

/** Sections of the open package. */
export function sectionItems(place: Place, go: (to: string) => void): Item[] {
  const latest = { ...place, rev: undefined };
  const handle = `${place.owner}/${place.name}`;
  return [
    { word: 'Readme', to: placePath(place) },
    { word: 'Files', to: placePath(place, 'files') },
    { word: 'Query', to: placePath(place, 'query') },
    { word: 'Revisions', to: placePath(latest, 'revisions') },
    { word: 'Comments', to: placePath(latest, 'comments') },
    { word: 'Settings', to: placePath(latest, 'settings') },
  ].map(({ word, to }) => ({ group: handle, word, run: () => { go(to); } }));
}

/** Whether all words are somewhere in the text. */
export function fits(text: string, words: string): boolean {
  const there = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => there.includes(word));
}
