import { Button } from '@mantine/core';
import classes from './Choice.module.css';

interface Props<T extends string> {
  /** What is chosen, for those who do not see it. */
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly word: string; readonly lang?: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Before the names of the buttons in the page; absent where nothing has to find them. */
  readonly id?: string;
}

/** A few ways to see the same, one of which holds. */
export function Choice<T extends string>({ label, options, value, onChange, id }: Props<T>) {
  return (
    <div className={classes.choice} role="group" aria-label={label}>
      {options.map((option) => (
        <Button
          key={option.value}
          id={id === undefined ? undefined : `${id}-${option.value}`}
          lang={option.lang}
          variant="default"
          size="compact-sm"
          className={classes.option ?? ''}
          aria-pressed={option.value === value}
          onClick={() => { onChange(option.value); }}
        >
          {option.word}
        </Button>
      ))}
    </div>
  );
}
