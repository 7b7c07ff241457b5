import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Cell, Rows } from '../../lib/api-types';
import { COLUMNS, ROWS, rowsQuery, type Source, type View } from './table-api';

export interface LoadedRows {
  /** Undefined while it is on its way. */
  readonly cell: (row: number, place: number) => Cell | undefined;
  readonly isCut: (row: number, place: number) => boolean;
  /** What is there of a row, by place of the column. */
  readonly row: (row: number) => ReadonlyMap<number, Cell>;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Rows that are all here already. */
export interface Fixed {
  readonly rows: readonly (readonly Cell[])[];
  readonly cut: readonly (readonly number[])[];
}

/** The rows on the screen and the columns on it, in windows of the server. */
export function useRows(source: Source | Fixed, view: View, columns: number, total: number, from: number, to: number, places: readonly number[]): LoadedRows {
  const here = useMemo(() => ('rows' in source ? allHere(source) : null), [source]);
  const pages = range(Math.floor(from / ROWS), Math.floor(Math.max(from, Math.min(to, total) - 1) / ROWS));
  const blocks = [...new Set([0, ...places.map((place) => Math.floor(place / COLUMNS))])].toSorted((a, b) => a - b);
  const wanted = total === 0 || here !== null ? [] : pages.flatMap((page) => blocks.map((block) => ({ page, block })));
  const found = useQueries({ queries: 'rows' in source ? [] : wanted.map(({ page, block }) => rowsQuery(source, view, page, block, columns)) });
  const windows = new Map<string, Rows>();
  wanted.forEach(({ page, block }, index) => {
    const data = found[index]?.data;
    if (data !== undefined) windows.set(`${page}/${block}`, data);
  });
  const windowOf = (row: number, block: number) => windows.get(`${Math.floor(row / ROWS)}/${block}`);
  if (here !== null) return here;
  return {
    cell: (row, place) => windowOf(row, Math.floor(place / COLUMNS))?.rows[row % ROWS]?.[place % COLUMNS],
    isCut: (row, place) =>
      windowOf(row, Math.floor(place / COLUMNS))?.cut.some(([r, c]) => r === row % ROWS && c === place % COLUMNS) ?? false,
    row: (row) =>
      new Map(
        blocks.flatMap((block) => {
          const cells = windowOf(row, block)?.rows[row % ROWS] ?? [];
          return cells.map((cell, index): [number, Cell] => [block * COLUMNS + index, cell]);
        }),
      ),
    error: found.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      found.filter(({ error }) => error !== null).forEach(({ refetch }) => void refetch());
    },
  };
}

function allHere({ rows, cut }: Fixed): LoadedRows {
  // Each cell on the screen is looked up at every move, and thousands may be cut.
  const cutCells = new Set(cut.map(([row, place]) => `${row}/${place}`));
  return {
    cell: (row, place) => rows[row]?.[place],
    isCut: (row, place) => cutCells.has(`${row}/${place}`),
    row: (row) => new Map((rows[row] ?? []).map((cell, place): [number, Cell] => [place, cell])),
    error: null,
    retry: () => undefined,
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
