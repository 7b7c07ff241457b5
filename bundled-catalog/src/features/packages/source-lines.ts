/** Some lines that an address points to, counted from 1; both ends belong to them. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** What `#L20` or `#L20-L25` names. */
export function linesOf(hash: string): LineRange | undefined {
  const [, from, to] = /^#L(\d{1,8})(?:-L?(\d{1,8}))?$/.exec(hash) ?? [];
  if (from === undefined) return undefined;
  const ends = [Number(from), Number(to ?? from)];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/** The end of an address that names them. */
export function hashOf({ from, to }: LineRange): string {
  return from === to ? `#L${from}` : `#L${from}-L${to}`;
}

/** The lines of a text, without an empty last one. */
export function textLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
