import { segments } from './api-client';

/** A package at a revision, as an address names it: `rev` is a hash, a unique beginning of one, `tag:x` or `version:x`. */
export interface Place {
  readonly owner: string;
  readonly name: string;
  /** Absent for the latest revision. */
  readonly rev?: string | undefined;
}

/** The address of a package, of one of its sections, or of a path in its files. */
export function placePath({ owner, name, rev }: Place, section = '', path = ''): string {
  const at = rev === undefined ? [] : ['at', segments(rev)];
  return ['/package', segments(owner), segments(name), ...at, ...(section === '' ? [] : [section]), ...(path === '' ? [] : [segments(path)])].join(
    '/',
  );
}

/** The bytes of a file, for pictures, players and links. */
export function rawPath({ owner, name }: Place, hash: string, path: string, download = false): string {
  return `/raw/${segments(owner, name, hash)}/${segments(path)}${download ? '?download=1' : ''}`;
}

/** A folder, or the whole revision, as a zip. */
export function archivePath({ owner, name }: Place, hash: string, path = ''): string {
  return `/archive/${segments(owner, name, hash)}.zip${path === '' ? '' : `?path=${encodeURIComponent(path)}`}`;
}

/** The page that runs a statement over the tables of a revision. */
export function queryPath(place: Place, sql: string): string {
  return `${placePath(place, 'query')}?${new URLSearchParams({ q: sql }).toString()}`;
}

/** What a statement selects, as a file. */
export function exportPath({ owner, name }: Place, hash: string, sql: string, format: 'csv' | 'parquet'): string {
  return `/api/ui/export/${segments(owner, name, hash)}?${new URLSearchParams({ format, sql }).toString()}`;
}

/** What changed from one revision to another. */
export function comparePath({ owner, name }: Place, base: string, head: string): string {
  return `/package/${segments(owner, name)}/compare/${segments(base)}...${segments(head)}`;
}
