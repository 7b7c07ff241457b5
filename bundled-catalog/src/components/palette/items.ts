import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Find, Revisions, Suggest } from '../../lib/api-types';
import { shortHash, timeText } from '../../lib/format';
import { type Place, placePath } from '../../lib/places';
import { say } from '../../lib/texts';

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

/** The last pushes of the package that is open. */
export const revisionsQuery = (place: Place | null) =>
  queryOptions({
    queryKey: ['palette revisions', place?.owner, place?.name],
    queryFn: ({ signal }) => api.get<Revisions>(`/api/ui/revisions/${segments(place?.owner ?? '', place?.name ?? '')}`, { signal, query: { limit: 100 } }),
    enabled: place !== null,
  });

/** A beginning of a hash that a revision can be asked for by. */
const HASH = /^[0-9a-f]{7,64}$/;

/** Revisions by hash, tag, version or author, newest first; a hash from longer ago is taken at its word. */
export function revisionItems(place: Place, revisions: Revisions['revisions'], words: string, go: (to: string) => void): Item[] {
  const once = revisions.filter(({ hash }, at) => revisions.findIndex((other) => other.hash === hash) === at);
  const item = (hash: string, hint?: string): Item => ({
    group: say('palette.revisions'),
    word: shortHash(hash),
    ...(hint === undefined ? {} : { hint }),
    run: () => { go(placePath({ ...place, rev: hash })); },
  });
  const found = once
    .filter(({ hash, tags, versions, author }) => words.split(/\s+/).every((word) => hash.startsWith(word) || fits([say('palette.revision'), ...tags, ...versions, author].join(' '), word)))
    .map(({ hash, tags, versions, author, created }) => item(hash, [...tags, ...versions, `${author}, ${timeText(created)}`].join(' · ')));
  return found.length === 0 && HASH.test(words) ? [item(words)] : found.slice(0, 6);
}

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
    { word: say('section.readme'), to: placePath(place) },
    { word: say('section.files'), to: placePath(place, 'files') },
    { word: say('section.query'), to: placePath(place, 'query') },
    { word: say('palette.revisions'), to: placePath(latest, 'revisions') },
    { word: say('section.comments'), to: placePath(latest, 'comments') },
    { word: say('section.settings'), to: placePath(latest, 'settings') },
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
