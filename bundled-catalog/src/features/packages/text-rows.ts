import { say } from '../../lib/texts';

/** A line of a text, as a comparison shows it. */
export interface Line {
  readonly sign: '+' | '-' | ' ' | '\\';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Lines that stand beside each other; null where the other side has more. */
export interface Pair {
  readonly before: Line | null;
  readonly after: Line | null;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

/** The lines of a hunk with their numbers on both sides. */
export function numbered({ oldStart, newStart, lines }: Hunk): Line[] {
  let before = oldStart;
  let after = newStart;
  return lines.map((line) => {
    const text = line.slice(1);
    if (line.startsWith('+')) return { sign: '+', text, before: null, after: after++ };
    if (line.startsWith('-')) return { sign: '-', text, before: before++, after: null };
    // "\ No newline at end of file" belongs to the line above it.
    if (line.startsWith('\\')) return { sign: '\\', text: say('diff.noEnd'), before: null, after: null };
    return { sign: ' ', text, before: before++, after: after++ };
  });
}

/** The same lines in two columns: what went beside what came instead of it. */
export function paired(lines: readonly Line[]): Pair[] {
  const pairs: Pair[] = [];
  let gone: Line[] = [];
  let come: Line[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) pairs.push({ before: gone[at] ?? null, after: come[at] ?? null });
    gone = [];
    come = [];
  };
  let above: Line['sign'] = ' ';
  for (const line of lines) {
    if (line.sign === '-' || (line.sign === '\\' && above === '-')) gone.push(line);
    else if (line.sign === '+' || (line.sign === '\\' && above === '+')) come.push(line);
    else {
      flush();
      pairs.push({ before: line, after: line });
    }
    above = line.sign === '\\' ? above : line.sign;
  }
  flush();
  return pairs;
}
