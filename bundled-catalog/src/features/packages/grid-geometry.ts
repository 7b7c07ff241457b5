/** Height of a row and of the header, in pixels. */
export const ROW = 28;
export const HEADER = 84;

/** Of a header without summaries. */
export const LOW_HEADER = 36;

/** Browsers draw nothing taller than some 17 million pixels: more rows share what is there. */
const TALLEST = 15_000_000;

/** Room for the largest number of a row, with its separators. */
export function numbersWidth(total: number): number {
  return Math.max(56, Math.ceil(String(total).length * 1.34) * 8 + 20);
}

/** Rows drawn beyond what is seen. */
const MARGIN = 8;

export interface Stretch {
  readonly height: number;
  readonly first: number;
  readonly last: number;
  /** Where a row begins. */
  readonly top: (row: number) => number;
}

/** Which rows are to be drawn where, for a place of the scroll bar. */
export function stretch(total: number, scrolled: number, seen: number): Stretch {
  const wanted = total * ROW;
  const height = Math.min(wanted, TALLEST);
  const reach = Math.max(0, height - seen);
  const share = reach === 0 ? 0 : Math.min(1, scrolled / reach);
  // Where the list is too tall to be drawn whole, the scroll bar tells a share of it.
  const real = wanted === height ? scrolled : share * (wanted - seen);
  const first = Math.max(0, Math.floor(real / ROW) - MARGIN);
  const last = Math.min(total, Math.ceil((real + seen) / ROW) + MARGIN);
  return { height, first, last, top: (row) => row * ROW - real + scrolled };
}

/** Where the scroll bar must be so that a row is seen; as it is when it already is. */
export function scrollTo(row: number, total: number, scrolled: number, seen: number): number {
  const wanted = total * ROW;
  const height = Math.min(wanted, TALLEST);
  const factor = wanted === height || wanted === seen ? 1 : (height - seen) / (wanted - seen);
  const real = scrolled / factor;
  if (row * ROW < real) return row * ROW * factor;
  if ((row + 1) * ROW > real + seen) return ((row + 1) * ROW - seen) * factor;
  return scrolled;
}

/** Places in a list of widths that lie in view, and how far the first of them is from the left. */
export function across(widths: readonly number[], scrolled: number, seen: number): { readonly first: number; readonly last: number; readonly left: number; readonly all: number } {
  let sum = 0;
  let first = -1;
  let left = 0;
  let last = widths.length;
  widths.forEach((width, index) => {
    if (first < 0 && sum + width > scrolled - 200) {
      first = index;
      left = sum;
    }
    if (last === widths.length && sum > scrolled + seen + 200) last = index;
    sum += width;
  });
  return { first: Math.max(0, first), last, left, all: sum };
}
