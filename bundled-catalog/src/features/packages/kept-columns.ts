/** How somebody arranged the columns of a table; columns are named by their places in the file. */
export interface Arrangement {
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  readonly widths: readonly (readonly [place: number, width: number])[];
}

interface Kept extends Arrangement {
  readonly table: string;
  /** Of the columns it was made for: with other ones it means nothing. */
  readonly names: readonly string[];
}

const KEY = 'columns';

/** Tables whose arrangement is kept; the one changed longest ago goes first. */
const MOST = 50;

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { table, names, order, hidden, widths }: Partial<Record<keyof Kept, unknown>> = value;
  return (
    typeof table === 'string' &&
    Array.isArray(names) &&
    isNumbers(order) &&
    isNumbers(hidden) &&
    Array.isArray(widths) &&
    widths.every((width) => isNumbers(width) && width.length === 2)
  );
}

/** What a browser has, though others may have written it. */
function all(): Kept[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter(isKept) : [];
  } catch {
    // A browser that keeps nothing, or something else of that name.
    return [];
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

/** The arrangement of a table with these columns, if somebody made one here. */
export function readColumns(table: string, names: readonly string[]): Arrangement | undefined {
  const found = all().find((kept) => kept.table === table && same(kept.names, names));
  const isWhole = found !== undefined && found.order.length === names.length && new Set(found.order).size === names.length && found.order.every((place) => place in names);
  return isWhole ? found : undefined;
}

/** Keeps it, or forgets it where there is none. */
export function keepColumns(table: string, names: readonly string[], arrangement: Arrangement | undefined) {
  const others = all().filter((kept) => kept.table !== table);
  const next = arrangement === undefined ? others : [{ table, names, ...arrangement }, ...others].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that forbids it or has no room left: the arrangement holds while the page is open.
  }
}
