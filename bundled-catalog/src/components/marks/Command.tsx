import classes from './Command.module.css';
import { CopyButton } from './CopyButton';

/** A line to be typed elsewhere, ready to be copied. */
export function Command({ line, label = line }: { readonly line: string; readonly label?: string }) {
  return (
    <div className={classes.command}>
      <code>{line}</code>
      <CopyButton text={line} label={label} />
    </div>
  );
}
