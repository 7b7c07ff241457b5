import { Button } from '@mantine/core';
import { structuredPatch } from 'diff';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { Choice } from '../../components/choice/Choice';
import { said, say } from '../../lib/texts';
import { useKept } from '../../lib/use-kept';
import { useMedium } from '../../lib/use-wide';
import classes from './Compare.module.css';
import { type Line, numbered, type Pair, paired } from './text-rows';

/** Lines around a change. */
const AROUND = 3;

/** Comparing texts that have little in common takes long; then they are not compared. In milliseconds. */
const LONGEST = 2_000;

/** More lines than this are shown only when asked for. */
const MANY = 400;

const words = { '+': 'line.added', '-': 'line.removed', ' ': null, '\\': null } as const;

type Columns = 'one' | 'two';

const layouts = [
  { value: 'two', word: 'diff.beside' },
  { value: 'one', word: 'diff.one' },
] as const;

/** The lines that differ and those around them, with their numbers on both sides; in two columns where there is room and one likes. */
export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const [liked, setLiked] = useKept<Columns>('diff-columns', 'one');
  const medium = useMedium();
  const patch = useMemo(() => structuredPatch('', '', before, after, '', '', { context: AROUND, timeout: LONGEST }), [before, after]);
  if (patch === undefined) return <p className="quiet">{say('diff.unlike')}</p>;
  if (patch.hunks.length === 0) return <p className="quiet">{say('diff.none')}</p>;
  const hunks = patch.hunks.map(numbered);
  const two = medium && liked === 'two';
  return (
    <>
      {medium && <Choice label={say('diff.how')} options={said(layouts)} value={liked} onChange={setLiked} />}
      {two ? (
        <Rows rows={withGaps(hunks.map(paired))} columns={6} row={(pair) => <PairCells pair={pair} />} two />
      ) : (
        <Rows rows={withGaps(hunks)} columns={4} row={(line) => <LineCells line={line} />} sign={(line) => line.sign} />
      )}
    </>
  );
}

/** Null stands for what is not shown between two places. */
function withGaps<T>(hunks: readonly (readonly T[])[]): (T | null)[] {
  return hunks.flatMap((hunk, index) => [...(index > 0 ? [null] : []), ...hunk]);
}

interface RowsProps<T> {
  readonly rows: readonly (T | null)[];
  readonly columns: number;
  readonly row: (row: T) => ReactNode;
  readonly sign?: (row: T) => Line['sign'];
  readonly two?: boolean;
}

function Rows<T>({ rows, columns, row, sign, two = false }: RowsProps<T>) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, MANY);
  return (
    <>
      {/* Keyboards must be able to move lines that are longer than their place. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.diff} role="group" aria-label={say('diff.label')} tabIndex={0} data-two={two}>
        <table>
          {two && (
            <>
              <colgroup>
                {['before', 'after'].map((side) => (
                  <Fragment key={side}>
                    <col className={classes.numberColumn} />
                    <col className={classes.signColumn} />
                    <col />
                  </Fragment>
                ))}
              </colgroup>
              <thead>
                <tr>
                  <th colSpan={3}>{say('word.before')}</th>
                  <th colSpan={3}>{say('word.after')}</th>
                </tr>
              </thead>
            </>
          )}
          <tbody>
            {shown.map((one, index) =>
              one === null ? (
                <tr key={index}>
                  <td colSpan={columns} className={classes.between}>
                    …
                  </td>
                </tr>
              ) : (
                <tr key={index} data-sign={sign?.(one)}>
                  {row(one)}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <Button variant="default" onClick={() => { setAll(true); }}>
          {say('diff.more', { n: rows.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function LineCells({ line }: { readonly line: Line }) {
  return (
    <>
      <td className={classes.lineNumber}>{line.before}</td>
      <td className={classes.lineNumber}>{line.after}</td>
      <TextCells line={line} />
    </>
  );
}

function PairCells({ pair: { before, after } }: { readonly pair: Pair }) {
  return (
    <>
      <HalfCells line={before} number={before?.before} />
      <HalfCells line={after} number={after?.after} />
    </>
  );
}

function HalfCells({ line, number }: { readonly line: Line | null; readonly number: number | null | undefined }) {
  if (line === null) return <td colSpan={3} className={classes.nothing} />;
  return (
    <>
      <td className={classes.lineNumber} data-sign={line.sign}>
        {number}
      </td>
      <TextCells line={line} />
    </>
  );
}

function TextCells({ line: { sign, text } }: { readonly line: Line }) {
  const word = words[sign];
  return (
    <>
      <td className={classes.sign} data-sign={sign}>
        <span aria-hidden="true">{sign}</span>
        <span className="only-heard">{word === null ? '' : say(word)}</span>
      </td>
      <td className={classes.text} data-sign={sign}>
        {text}
      </td>
    </>
  );
}
