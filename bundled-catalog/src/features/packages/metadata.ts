/** One value of a JSON text, and where it is in it: `a.b[0]`. */
export interface Fact {
  readonly key: string;
  readonly value: string;
}

const SIMPLE = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

function within(key: string, name: string): string {
  if (!SIMPLE.test(name)) return `${key}[${JSON.stringify(name)}]`;
  return key === '' ? name : `${key}.${name}`;
}

/** Every value that holds no others, in the order of the text; texts without their quotation marks. */
export function factsOf(json: unknown, key = ''): Fact[] {
  if (Array.isArray(json)) return json.length === 0 ? [{ key, value: '[]' }] : json.flatMap((one: unknown, index) => factsOf(one, `${key}[${index}]`));
  if (typeof json === 'object' && json !== null) {
    const members: [string, unknown][] = Object.entries(json);
    return members.length === 0 ? [{ key, value: '{}' }] : members.flatMap(([name, value]) => factsOf(value, within(key, name)));
  }
  return [{ key, value: typeof json === 'string' ? json : JSON.stringify(json) }];
}

/** Parts of a text, `[from, to)`, in order and apart. */
export type Ranges = readonly (readonly [number, number])[];

/** Where the words are in a text, in whatever case; what touches or overlaps is one. */
export function rangesOf(text: string, words: readonly string[]): Ranges {
  const there = text.toLowerCase();
  // A letter that is longer in small letters would put all that follows out of place.
  if (there.length !== text.length) return [];
  const all = words
    .flatMap((word) => {
      const found: [number, number][] = [];
      for (let at = there.indexOf(word); at >= 0; at = there.indexOf(word, at + word.length)) found.push([at, at + word.length]);
      return found;
    })
    .toSorted(([one], [other]) => one - other);
  const joined: [number, number][] = [];
  for (const [from, to] of all) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The words of what somebody looks for, in small letters. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== '');
}

/** Whether each word is in the key or in the value. */
export function fits({ key, value }: Fact, words: readonly string[]): boolean {
  const there = `${key}\n${value}`.toLowerCase();
  return words.every((word) => there.includes(word));
}
