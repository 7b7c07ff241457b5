import { useSearchParams } from 'react-router';
import type { View } from './table-api';

export interface ViewInAddress {
  readonly view: View;
  /** The row that the address names, from 1. */
  readonly row: number | null;
  readonly setRow: (row: number | null) => void;
  /** Ascending, then descending, then as it is. */
  readonly turnSort: (place: number) => void;
  readonly setSort: (sort: readonly string[]) => void;
  readonly setFilter: (filter: readonly string[]) => void;
  readonly setHeader: (header: boolean) => void;
  readonly setSheet: (sheet: string) => void;
}

/** Order, filters and row of a table are in the address, so a link shows the same again. */
export function useView(): ViewInAddress {
  const [params, setParams] = useSearchParams();
  const view: View = { sort: params.getAll('order'), filter: params.getAll('where'), header: params.get('header') ?? undefined, sheet: params.get('sheet') ?? undefined };
  const asked = Number(params.get('row') ?? Number.NaN);
  const set = (key: string, values: readonly string[]) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete(key);
        // Another order or choice has other rows at the same numbers.
        if (key !== 'row') after.delete('row');
        for (const value of values) after.append(key, value);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return {
    view,
    row: Number.isInteger(asked) && asked > 0 ? asked : null,
    setRow: (row) => { set('row', row === null ? [] : [String(row)]); },
    turnSort: (place) => {
      const [now] = view.sort;
      set('order', now === String(place) ? [`${place}:desc`] : now === `${place}:desc` ? [] : [String(place)]);
    },
    setSort: (sort) => { set('order', sort); },
    setFilter: (filter) => { set('where', filter); },
    // Nothing that was said of one sheet holds for another.
    setSheet: (sheet) => { setParams({ sheet }, { replace: true, preventScrollReset: true }); },
    setHeader: (header) => { set('header', [String(header)]); },
  };
}
