import type { Entry } from '../../lib/api-types';
import classes from './Files.module.css';

const shapes = {
  group: 'M1.5 3.5h4l1.5 2h7.5v7.5h-13z',
  table: 'M2 3h12v10H2zM2 6.5h12M6 3v10',
  file: 'M4 1.5h5l3.5 3.5v9.5H4zM9 1.5v3.5h3.5',
} as const;

/** A folder, a table or another file. */
export function KindIcon({ kind }: { readonly kind: Entry['kind'] }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true" className={classes.icon}>
      <path d={shapes[kind]} />
    </svg>
  );
}
