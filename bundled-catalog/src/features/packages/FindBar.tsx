import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { count } from '../../lib/format';
import { say } from '../../lib/texts';
import { type Hit, hitsIn, rowsOf, useBlocks, wanted } from './find-cells';
import type { Source, View } from './table-api';
import classes from './Table.module.css';
import type { Fixed } from './use-rows';

interface Props {
  readonly source: Source | Fixed;
  readonly view: View;
  readonly total: number;
  readonly shown: readonly number[];
  readonly text: string;
  /** Where one is. */
  readonly spot: Hit;
  readonly onText: (text: string) => void;
  readonly onHit: (hit: Hit) => void;
  readonly onClose: () => void;
}

/** Looks for a text in the rows that are loaded, whatever column it is in, and goes from hit to hit. */
export function FindBar({ source, view, total, shown, text, spot, onText, onHit, onClose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { input.current?.focus(); }, []);
  const blocks = useBlocks(source, view);
  const hits = useMemo(() => {
    const words = wanted(text);
    return words === null ? [] : hitsIn(blocks, words, shown);
  }, [blocks, text, shown]);
  const loaded = rowsOf(blocks);
  const column = shown.indexOf(spot.place);
  const isBefore = ({ row, place }: Hit) => row < spot.row || (row === spot.row && shown.indexOf(place) < column);
  const at = hits.findIndex(({ row, place }) => row === spot.row && place === spot.place);
  const next = () => {
    const found = at >= 0 ? hits[(at + 1) % hits.length] : (hits.find((hit) => !isBefore(hit)) ?? hits[0]);
    if (found !== undefined) onHit(found);
  };
  const previous = () => {
    const found = at >= 0 ? hits.at(at - 1) : (hits.findLast(isBefore) ?? hits.at(-1));
    if (found !== undefined) onHit(found);
  };
  const onChange = (typed: string) => {
    onText(typed);
    const words = wanted(typed);
    const found = words === null ? [] : hitsIn(blocks, words, shown);
    // What is typed on goes on from where one is.
    const first = found.find((hit) => !isBefore(hit)) ?? found[0];
    if (first !== undefined) onHit(first);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === input.current) (event.shiftKey ? previous : next)();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const found =
    hits.length === 0 ? say('find.nothing') : at < 0 ? say('find.hits', { n: hits.length }) : say('word.of', { part: count(at + 1), all: count(hits.length) });
  return (
    // The keys are those of the field and the buttons in it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={classes.findBar} role="search" aria-label={say('find.bar')} onKeyDown={onKeyDown}>
      <TextInput
        ref={input}
        type="search"
        className={classes.findField ?? ''}
        aria-label={say('find.label')}
        placeholder={say('find.placeholder')}
        value={text}
        onChange={(event) => { onChange(event.currentTarget.value); }}
      />
      <Button variant="default" disabled={hits.length === 0} onClick={previous}>
        <span aria-hidden="true">↑</span>
        <span className="only-heard">{say('find.previous')}</span>
      </Button>
      <Button variant="default" disabled={hits.length === 0} onClick={next}>
        <span aria-hidden="true">↓</span>
        <span className="only-heard">{say('find.next')}</span>
      </Button>
      <Button variant="subtle" onClick={onClose}>
        {say('common.close')}
      </Button>
      <p className="meta" role="status">
        {text !== '' && (loaded < total ? say('find.foundIn', { found, loaded, total }) : found)}
      </p>
    </div>
  );
}
