import { Button } from '@mantine/core';
import { structuredPatch } from 'diff';
import { useState } from 'react';
import { counted } from '../../lib/format';
import classes from './Compare.module.css';

/** Lines around a change. */
const AROUND = 3;

/** Comparing texts that have little in common takes long; then they are not compared. In milliseconds. */
const LONGEST = 2_000;

/** More lines than this are shown only when asked for. */
const MANY = 400;

const words = { '+': 'added', '-': 'removed', ' ': '', '\\': '' } as const;

interface Line {
  readonly sign: keyof typeof words;
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The lines that differ and those around them, with their numbers on both sides. */
export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const [all, setAll] = useState(false);
  const patch = structuredPatch('', '', before, after, '', '', { context: AROUND, timeout: LONGEST });
  if (patch === undefined) return <p className="quiet">These texts have too little in common to show line by line.</p>;
  if (patch.hunks.length === 0) return <p className="quiet">No line differs.</p>;
  const lines = patch.hunks.flatMap((hunk, index) => [...(index > 0 ? [null] : []), ...numbered(hunk)]);
  const shown = all ? lines : lines.slice(0, MANY);
  return (
    <>
      {/* Keyboards must be able to move lines that are longer than their place. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.diff} role="group" aria-label="Differences" tabIndex={0}>
        <table>
          <tbody>
            {shown.map((line, index) =>
              line === null ? (
                <tr key={index}>
                  <td colSpan={4} className={classes.between}>
                    …
                  </td>
                </tr>
              ) : (
                <tr key={index} data-sign={line.sign}>
                  <td className={classes.lineNumber}>{line.before}</td>
                  <td className={classes.lineNumber}>{line.after}</td>
                  <td className={classes.sign}>
                    <span aria-hidden="true">{line.sign}</span>
                    <span className="only-heard">{words[line.sign]}</span>
                  </td>
                  <td className={classes.text}>{line.text}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {shown.length < lines.length && (
        <Button variant="default" onClick={() => { setAll(true); }}>
          Show {counted(lines.length - shown.length, 'more line')}
        </Button>
      )}
    </>
  );
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

function numbered({ oldStart, newStart, lines }: Hunk): Line[] {
  let before = oldStart;
  let after = newStart;
  return lines.map((line) => {
    const text = line.slice(1);
    if (line.startsWith('+')) return { sign: '+', text, before: null, after: after++ };
    if (line.startsWith('-')) return { sign: '-', text, before: before++, after: null };
    // "\ No newline at end of file" belongs to neither side.
    if (line.startsWith('\\')) return { sign: '\\', text: 'no line end here', before: null, after: null };
    return { sign: ' ', text, before: before++, after: after++ };
  });
}
