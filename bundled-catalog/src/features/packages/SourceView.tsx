import { Button, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Piece } from '../../components/markdown/highlight';
import colours from '../../components/markdown/Markdown.module.css';
import { useHighlight } from '../../components/markdown/use-highlight';
import { say } from '../../lib/texts';
import classes from './Source.module.css';
import { hashOf, type LineRange, linesOf, textLines } from './source-lines';

/** More text than this, in characters, has no colours: finding them takes long, and nothing else goes on meanwhile. */
const MOST_COLOURED = 300_000;

/** Lines that are shown before one asks for more. */
const MANY = 10_000;

/** Lines that the browser draws together, and only when they are in sight. */
const TOGETHER = 200;

interface Props {
  readonly text: string;
  readonly label: string;
  /** The extension of the file, with the point. */
  readonly type: string;
}

/** Text as it is: numbered lines that have addresses, with colours where its language is known. */
export function SourceView({ text, label, type }: Props) {
  const { hash } = useLocation();
  const go = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [wraps, setWraps] = useLocalStorage({ key: 'wrap-lines', defaultValue: false });
  const [all, setAll] = useState(false);
  const chosen = useMemo(() => linesOf(hash), [hash]);
  const highlighter = useHighlight(text.length <= MOST_COLOURED ? [type.slice(1)] : []);
  const lines = useMemo<Piece[][]>(() => {
    const plain = textLines(text);
    const coloured = highlighter?.highlightedLines(plain.join('\n'), type.slice(1));
    return coloured ?? plain.map((line) => [{ text: line, kind: '' }]);
  }, [text, type, highlighter]);
  const most = all || (chosen?.from ?? 0) > MANY ? lines.length : MANY;
  const first = chosen?.from;
  useEffect(() => {
    if (first !== undefined) box.current?.querySelector(`[data-line="${first}"]`)?.scrollIntoView({ block: 'center' });
  }, [first, most]);
  const onClick = (event: MouseEvent) => {
    const number = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-line]')?.dataset.line : undefined;
    if (number === undefined) return;
    event.preventDefault();
    const line = Number(number);
    const range = event.shiftKey && first !== undefined ? { from: Math.min(first, line), to: Math.max(first, line) } : { from: line, to: line };
    void go({ search: window.location.search, hash: hashOf(range) }, { replace: true, preventScrollReset: true });
  };
  const chunks = Array.from({ length: Math.ceil(Math.min(lines.length, most) / TOGETHER) }, (_, index) => index * TOGETHER);
  return (
    <>
      <div className={classes.tools}>
        <span className="meta">{say('count.lines', { n: lines.length })}</span>
        <Switch size="xs" label={say('source.wrap')} checked={wraps} onChange={(event) => { setWraps(event.currentTarget.checked); }} />
      </div>
      {/* The links in it do what is done, and keyboards must be able to move text that is larger than its place. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={box} className={`${classes.source ?? ''} ${colours.coloured ?? ''}`} role="group" aria-label={label} tabIndex={0} data-wraps={wraps} onClick={onClick}>
        {chunks.map((start) => (
          <Chunk key={start} lines={lines.slice(start, Math.min(start + TOGETHER, most))} start={start} digits={String(lines.length).length} chosen={chosen} />
        ))}
      </div>
      {lines.length > most && (
        <div className={classes.tools}>
          <span className="meta">
            {say('source.some', { shown: most, n: lines.length })}
          </span>
          <Button variant="default" onClick={() => { setAll(true); }}>
            {say('common.showAll')}
          </Button>
        </div>
      )}
    </>
  );
}

interface ChunkProps {
  readonly lines: readonly (readonly Piece[])[];
  readonly start: number;
  readonly digits: number;
  readonly chosen: LineRange | undefined;
}

function Chunk({ lines, start, digits, chosen }: ChunkProps) {
  // Once for thousands of lines.
  const line = say('source.line');
  return (
    <div className={classes.chunk} style={{ containIntrinsicSize: `auto ${lines.length * 20}px` }}>
      {lines.map((pieces, index) => {
        const number = start + index + 1;
        return (
          <div key={number} className={classes.line} data-chosen={chosen !== undefined && number >= chosen.from && number <= chosen.to}>
            {/* Its number is drawn by the style, so that nobody copies it along with the text. Thousands of stops for Tab help nobody. */}
            <a href={`#L${number}`} className={classes.number} style={{ width: `${digits}ch` }} data-line={number} aria-label={`${line} ${number}`} tabIndex={-1} />
            <code className={classes.text}>
              {pieces.map(({ text, kind }, at) => (kind === '' ? text : <span key={at} className={kind}>{text}</span>))}
              {'\n'}
            </code>
          </div>
        );
      })}
    </div>
  );
}
