import classes from './Files.module.css';

/** Text as it is. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // Keyboards must be able to move text that is larger than its place.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={classes.code} role="group" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
