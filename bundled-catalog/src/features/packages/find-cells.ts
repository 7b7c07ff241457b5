import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Cell, Rows } from '../../lib/api-types';
import { COLUMNS, ROWS, rowsKey, type Source, type View } from './table-api';
import { cellText } from './table-cells';
import type { Fixed } from './use-rows';

/** A cell that holds what is looked for. */
export interface Hit {
  readonly row: number;
  /** Of the column. */
  readonly place: number;
}

/** Some cells of neighbouring rows. */
interface Block {
  readonly row: number;
  readonly place: number;
  readonly rows: readonly (readonly Cell[])[];
}

/** What finds a text in any letter case; null for the empty one. */
export function wanted(text: string): RegExp | null {
  return text === '' ? null : new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), 'giu');
}

/** Where it stands in a text, as `[from, to)`. */
export function marksOf(text: string, words: RegExp): [number, number][] {
  return [...text.matchAll(words)].map(({ index, 0: found }) => [index, index + found.length]);
}

/** All cells that hold it, row by row, in the order of the columns that are shown. */
export function hitsIn(blocks: readonly Block[], words: RegExp, shown: readonly number[]): Hit[] {
  const order = new Map(shown.map((place, at) => [place, at]));
  const hits: (Hit & { readonly at: number })[] = [];
  for (const block of blocks) {
    block.rows.forEach((cells, index) => {
      cells.forEach((cell, offset) => {
        const place = block.place + offset;
        const at = order.get(place);
        // A search from the beginning each time: the expression remembers where it was.
        words.lastIndex = 0;
        if (at !== undefined && words.test(cellText(cell))) hits.push({ row: block.row + index, place, at });
      });
    });
  }
  return hits.toSorted((a, b) => a.row - b.row || a.at - b.at).map(({ row, place }) => ({ row, place }));
}

/** The rows that have come so far, on the screen or not; more of them while it is used, as more come. */
export function useBlocks(source: Source | Fixed, view: View): readonly Block[] {
  const queries = useQueryClient();
  const [come, setCome] = useState(0);
  const key = useMemo(() => ('rows' in source ? null : rowsKey(source, view)), [source, view]);
  useEffect(() => {
    if (key === null) return undefined;
    // What the hash of a longer key begins with.
    const beginning = hashKey(key).slice(0, -1);
    return queries.getQueryCache().subscribe((event) => {
      const changed = event.type === 'removed' || (event.type === 'updated' && event.action.type === 'success');
      if (changed && event.query.queryHash.startsWith(beginning)) setCome((count) => count + 1);
    });
  }, [queries, key]);
  const now = useMemo(() => {
    if ('rows' in source) return { come, blocks: [{ row: 0, place: 0, rows: source.rows }] };
    const blocks = queries.getQueriesData<Rows>({ queryKey: rowsKey(source, view) }).flatMap(([found, data]): Block[] => {
      const [page, block] = found.slice(-2);
      return data === undefined || typeof page !== 'number' || typeof block !== 'number' ? [] : [{ row: page * ROWS, place: block * COLUMNS, rows: data.rows }];
    });
    return { come, blocks };
  }, [queries, source, view, come]);
  return now.blocks;
}

/** How many different rows those are. */
export function rowsOf(blocks: readonly Block[]): number {
  return blocks.filter(({ place }) => place === 0).reduce((sum, { rows }) => sum + rows.length, 0);
}
