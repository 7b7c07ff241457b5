import { useState } from 'react';
import type { Column } from '../../lib/api-types';
import { type Arrangement, keepColumns, readColumns } from './kept-columns';
import type { Source } from './table-api';
import { WIDTH } from './TableGrid';

/** Times are longer than most values. */
const TIME_WIDTH = 208;

const NARROWEST = 64;
const WIDEST = 800;

export interface Columns {
  /** Places of all columns, in order. */
  readonly order: readonly number[];
  /** Those of them that are not hidden. */
  readonly shown: readonly number[];
  readonly hidden: ReadonlySet<number>;
  readonly widths: ReadonlyMap<number, number>;
  /** Whether somebody changed anything. */
  readonly arranged: boolean;
  readonly toggle: (place: number) => void;
  readonly setWidth: (place: number, width: number) => void;
  readonly widen: (place: number, by: number) => void;
  /** Past so many of the columns that are shown. */
  readonly move: (place: number, by: number) => void;
  /** To where another one is. */
  readonly moveTo: (place: number, target: number) => void;
  /** As they are in the file. */
  readonly reset: () => void;
}

/** Order, widths and hiding of the columns of a table, kept in this browser. @param sheet of a workbook */
export function useColumns({ place: { owner, name }, path }: Source, sheet: string | null, schema: readonly Column[]): Columns {
  const table = [owner, name, path, ...(sheet === null ? [] : [sheet])].join('/');
  const names = schema.map((column) => column.name);
  const usual: Arrangement = { order: schema.map((_, place) => place), hidden: [], widths: [] };
  const [made, setMade] = useState(() => readColumns(table, names));
  // Another reading of the first line can make other columns.
  const now = made?.order.length === schema.length ? made : usual;
  const { order } = now;
  const set = (change: Partial<Arrangement>) => {
    const next = { order, hidden: now.hidden, widths: now.widths, ...change };
    setMade(next);
    keepColumns(table, names, next);
  };
  const hidden = new Set(now.hidden);
  const shown = order.filter((place) => !hidden.has(place));
  const widths = new Map([...schema.flatMap(({ kind }, place): [number, number][] => (kind === 'time' ? [[place, TIME_WIDTH]] : [])), ...now.widths]);
  const setWidth = (place: number, width: number) => {
    const others = now.widths.filter(([other]) => other !== place);
    set({ widths: [...others, [place, Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)))]] });
  };
  const moveTo = (place: number, target: number) => {
    const to = order.indexOf(target);
    if (place === target || to < 0) return;
    set({ order: order.filter((other) => other !== place).toSpliced(to, 0, place) });
  };
  return {
    order,
    shown,
    hidden,
    widths,
    arranged: made !== undefined,
    toggle: (place) => { set({ hidden: hidden.has(place) ? now.hidden.filter((other) => other !== place) : [...now.hidden, place] }); },
    setWidth,
    widen: (place, by) => { setWidth(place, (widths.get(place) ?? WIDTH) + by); },
    move: (place, by) => {
      const target = shown[shown.indexOf(place) + by];
      if (target !== undefined) moveTo(place, target);
    },
    moveTo,
    reset: () => {
      setMade(undefined);
      keepColumns(table, names, undefined);
    },
  };
}
