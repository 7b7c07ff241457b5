import type { Change } from '../../lib/api-types';
import classes from './Compare.module.css';

/** A letter and a word for each kind of change, never the colour alone. */
export const marks = {
  added: { letter: 'A', word: 'Added' },
  removed: { letter: 'R', word: 'Removed' },
  changed: { letter: 'M', word: 'Changed' },
  moved: { letter: 'V', word: 'Moved' },
} as const;

export function ChangeMark({ kind }: { readonly kind: Change['change'] }) {
  const { letter, word } = marks[kind];
  return (
    <>
      <span className={classes.letter} data-change={kind} title={word} aria-hidden="true">
        {letter}
      </span>
      <span className="only-heard">{word}: </span>
    </>
  );
}
