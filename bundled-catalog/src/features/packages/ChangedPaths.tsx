import type { Change } from '../../lib/api-types';
import { say } from '../../lib/texts';
import { ChangeMark } from './ChangeMark';
import classes from './Compare.module.css';

/** A folder with what changed in it. */
interface Folder {
  readonly folders: Map<string, Folder>;
  readonly changes: Change[];
}

function sorted(changes: readonly Change[]): Folder {
  const top: Folder = { folders: new Map(), changes: [] };
  for (const change of changes) {
    let folder = top;
    for (const name of change.path.split('/').slice(0, -1)) {
      const next = folder.folders.get(name) ?? { folders: new Map(), changes: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.changes.push(change);
  }
  return top;
}

interface Props {
  readonly changes: readonly Change[];
  readonly onOpen: (change: Change) => void;
}

/** The changed paths in their folders, which lead to what is different there. */
export function ChangedPaths({ changes, onOpen }: Props) {
  return (
    <nav className={classes.paths} aria-label={say('compare.paths')}>
      <Members folder={sorted(changes)} onOpen={onOpen} />
    </nav>
  );
}

function Members({ folder, onOpen }: { readonly folder: Folder; readonly onOpen: Props['onOpen'] }) {
  return (
    <ul>
      {[...folder.folders].map(([name, inner]) => (
        <li key={`${name}/`}>
          <span className={`cut ${classes.folder ?? ''}`} title={name}>
            {name}
          </span>
          <Members folder={inner} onOpen={onOpen} />
        </li>
      ))}
      {folder.changes.map((change) => (
        <li key={`${change.change} ${change.path}`}>
          <button type="button" className={classes.leaf} title={change.path} onClick={() => { onOpen(change); }}>
            <ChangeMark kind={change.change} />
            <span className="cut">{change.path.slice(change.path.lastIndexOf('/') + 1)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
