import type { Change } from '../../lib/api-types';
import { say } from '../../lib/texts';
import classes from './Compare.module.css';

/** A letter and a word for each kind of change, never the colour alone. */
export const marks = {
  added: { letter: 'A', word: 'change.added' },
  removed: { letter: 'R', word: 'change.removed' },
  changed: { letter: 'M', word: 'change.changed' },
  moved: { letter: 'V', word: 'change.moved' },
} as const;

export function ChangeMark({ kind }: { readonly kind: Change['change'] }) {
  const { letter, word } = marks[kind];
  return (
    <>
      <span className={classes.letter} data-change={kind} title={say(word)} aria-hidden="true">
        {letter}
      </span>
      <span className="only-heard">{say(word)}: </span>
    </>
  );
}
