import type { ReactNode } from 'react';
import classes from './Admin.module.css';

export type Fact = readonly [word: string, value: ReactNode];

/** What is the case, word by word. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
