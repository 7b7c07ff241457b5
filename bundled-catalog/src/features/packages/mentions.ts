/** A user name that is being written behind an `@`. */
export interface Mention {
  /** What of it is there. */
  readonly beginning: string;
  /** Where the `@` is. */
  readonly from: number;
  /** Where the cursor is. */
  readonly to: number;
}

/** An `@` that begins a word, and what of a name follows. */
const BEFORE_CURSOR = /(?:^|[^\p{L}\p{N}_@.`/-])@([a-z0-9_]{0,64})$/iu;

/** The name that is being written at the cursor, if one is. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const found = BEFORE_CURSOR.exec(text.slice(0, cursor));
  const beginning = found?.[1];
  return beginning === undefined ? null : { beginning: beginning.toLowerCase(), from: cursor - beginning.length - 1, to: cursor };
}

/** The text with the chosen name in it, and where the cursor goes. */
export function withName(text: string, mention: Mention, name: string): { readonly text: string; readonly cursor: number } {
  const rest = text.slice(mention.to);
  const put = `@${name}${/^\s/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, mention.from) + put + rest, cursor: mention.from + put.length + (put.endsWith(' ') ? 0 : 1) };
}

const MOST = 8;

/** Those who take part first, then the others; each once. */
export function candidates(beginning: string, near: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...near.filter((name) => name.startsWith(beginning)), ...(beginning === '' ? [] : others)])].slice(0, MOST);
}
