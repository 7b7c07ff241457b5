import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Card } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import { placePath } from '../../lib/places';
import { Time, VisibilityMark } from '../marks/Marks';
import classes from './PackageList.module.css';

/** What a row of any list of packages shows. */
export interface PackageItem extends Pick<Card, 'owner' | 'name' | 'visibility' | 'updated_at' | 'size'> {
  /** What tells people whether it is the one they look for. */
  readonly description?: ReactNode;
  /** Owner and name, where something in them stands out. */
  readonly handle?: ReactNode;
}

export function PackageList({ items, label }: { readonly items: readonly PackageItem[]; readonly label: string }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {items.map(({ owner, name, visibility, updated_at: updated, size, description, handle }) => (
        <li key={`${owner}/${name}`} className={classes.row}>
          <div className={classes.main}>
            <Link className="plain" to={placePath({ owner, name })}>
              <strong>{handle ?? `${owner}/${name}`}</strong>
            </Link>
            {description != null && <div className={classes.text}>{description}</div>}
          </div>
          <VisibilityMark visibility={visibility} />
          <span className={`meta ${classes.number ?? ''}`}>{size === null ? '' : bytes(size)}</span>
          <span className={`meta ${classes.time ?? ''}`}>{updated === null ? '' : <Time at={updated} />}</span>
        </li>
      ))}
    </ul>
  );
}
