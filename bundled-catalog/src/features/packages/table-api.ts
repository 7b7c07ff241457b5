import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Column, Rows, Summary, SummaryProgress, TableChanges } from '../../lib/api-types';
import type { Place } from '../../lib/places';

export type ColumnKind = Column['kind'];

/** A table of one revision, which never changes. */
export interface Source {
  readonly place: Place;
  readonly hash: string;
  readonly path: string;
}

/** What of a table is shown and in which order, as the address says it. */
export interface View {
  /** `3` or `3:desc` */
  readonly sort: readonly string[];
  /** `PLACE:OP:VALUE` */
  readonly filter: readonly string[];
  /** Of a workbook; the first one where absent. */
  readonly sheet: string | undefined;
  /** Whether the first line of a CSV file or the first row of a sheet names its columns; guessed where absent. */
  readonly header: string | undefined;
}

/** Rows come by so many, and columns too. */
export const ROWS = 100;
export const COLUMNS = 100;

const at = (route: string, { place, hash, path }: Source) => `/api/ui/${route}/${segments(place.owner, place.name, hash, path)}`;

/** How often unfinished summaries are asked for, in milliseconds. */
const SUMMARY_AGAIN = 1_000;

interface Window {
  readonly offset: number;
  readonly limit: number;
  readonly columns?: string | undefined;
  readonly cell?: number;
}

const ask = (source: Source, view: View, window: Window, signal: AbortSignal) =>
  api.get<Rows>(at('rows', source), { signal, query: { ...view, ...window } });

/** A large row ends an answer before its limit: asks on until the window is full. */
async function full(source: Source, view: View, window: Window, signal: AbortSignal): Promise<Rows> {
  const first = await ask(source, view, window, signal);
  const rows = [...first.rows];
  const cut = [...first.cut];
  while (rows.length < window.limit && window.offset + rows.length < first.total) {
    const before = rows.length;
    const more = await ask(source, view, { ...window, offset: window.offset + before, limit: window.limit - before }, signal);
    if (more.rows.length === 0) break;
    rows.push(...more.rows);
    cut.push(...more.cut.map(([row = 0, column = 0]) => [row + before, column]));
  }
  return { ...first, rows, cut };
}

/** How the keys of all windows of the same rows begin. */
export const rowsKey = (source: Source, view: View) => ['table', source.place.owner, source.place.name, source.hash, source.path, 'rows', view] as const;

/** `page` times 100 rows on, `block` times 100 columns on; the number of columns is not known before the first answer. */
export const rowsQuery = (source: Source, view: View, page: number, block: number, columns = 0) =>
  queryOptions({
    queryKey: [...rowsKey(source, view), page, block],
    queryFn: ({ signal }) => {
      const named = block === 0 ? undefined : `${block * COLUMNS}-${Math.min((block + 1) * COLUMNS, columns) - 1}`;
      return full(source, view, { offset: page * ROWS, limit: ROWS, columns: named }, signal);
    },
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** One cell with all of its text. */
export const cellQuery = (source: Source, view: View, row: number, column: number) =>
  queryOptions({
    queryKey: ['table', source.place.owner, source.place.name, source.hash, source.path, 'cell', view, row, column],
    queryFn: async ({ signal }) => {
      const { rows } = await ask(source, view, { offset: row, limit: 1, columns: String(column), cell: 1_000_000 }, signal);
      return rows[0]?.[0] ?? null;
    },
    staleTime: Infinity,
  });

/** What is in each column; asked for again until it is made. */
export const summaryQuery = (source: Source, { header, sheet }: Pick<View, 'header' | 'sheet'>) =>
  queryOptions({
    queryKey: ['table', source.place.owner, source.place.name, source.hash, source.path, 'summary', header, sheet],
    queryFn: ({ signal }) => api.get<Summary | SummaryProgress>(at('summary', source), { signal, query: { header, sheet } }),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data?.status === 202 ? SUMMARY_AGAIN : false),
  });

/** Rows that differ between a table of one revision and one of another; `key` names the column by which they belong together. */
export const tableChangesQuery = ({ owner, name }: Place, base: string, head: string, path: string, from: string | null, key: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['table', owner, name, base, head, path, 'changes', from, key],
    queryFn: ({ signal, pageParam }) =>
      api.get<TableChanges>(`/api/ui/changes/${segments(owner, name, base, head, path)}`, {
        signal,
        query: { from: from ?? undefined, key, offset: pageParam, limit: ROWS },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ more, offset, lines }) => (more ? offset + lines.length : null),
    staleTime: Infinity,
  });
