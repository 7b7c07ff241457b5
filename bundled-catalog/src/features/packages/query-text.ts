/** A table in a statement: its path in double quotes. */
export function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

/** What to begin with. */
export function firstRows(path: string): string {
  return `SELECT * FROM ${quoted(path)} LIMIT 100`;
}

/** Longer ones do not fit into an address, in characters as they are written there. */
const LONGEST = 16_000;

export function fitsAddress(sql: string): boolean {
  return encodeURIComponent(sql).length <= LONGEST;
}
