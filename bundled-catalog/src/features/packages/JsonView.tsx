import { Button } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../components/marks/CopyButton';
import { onTreeKey } from '../../components/tree/tree-keys';
import { say } from '../../lib/texts';
import { SourceView } from './SourceView';
import classes from './Json.module.css';

/** Members of one value that are shown before one asks for more. */
const MANY = 200;

/** JSON as a tree that opens step by step, or as its text; what is not JSON is shown as it is, and says so. */
export function JsonView({ text, label }: { readonly text: string; readonly label: string }) {
  const [raw, setRaw] = useState(false);
  const read = parse(text);
  if (read === undefined) {
    return (
      <>
        <p className="meta">{say('json.broken')}</p>
        <SourceView text={text} label={label} type=".json" />
      </>
    );
  }
  return (
    <>
      <div>
        <Button variant="default" aria-pressed={raw} onClick={() => { setRaw(!raw); }}>
          {raw ? say('json.tree') : say('view.text')}
        </Button>
      </div>
      {raw ? <SourceView text={text} label={label} type=".json" /> : <Tree value={read.value} label={label} />}
    </>
  );
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

/** Arrow keys move, right and left open and close, as in every tree. */
function Tree({ value, label }: { readonly value: unknown; readonly label: string }) {
  const [path, setPath] = useState('$');
  return (
    <>
      <p className={classes.path}>
        <code>{path}</code> <CopyButton text={path} label={path}>{say('file.copyPath')}</CopyButton>
      </p>
      {/* Its items take the focus. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div className={classes.tree} role="tree" aria-label={label} onKeyDown={onTreeKey}>
        <Item name={null} value={value} path="$" chosen={path} onChoose={setPath} opened />
      </div>
    </>
  );
}

interface ItemProps {
  readonly name: string | null;
  readonly value: unknown;
  readonly path: string;
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
  readonly opened?: boolean;
}

function Item({ name, value, path, chosen, onChoose, opened = false }: ItemProps) {
  const [open, setOpen] = useState(opened);
  const [shown, setShown] = useState(MANY);
  const members = membersOf(value);
  const list = Array.isArray(value);
  return (
    <div
      role="treeitem"
      aria-expanded={members === null ? undefined : open}
      aria-selected={path === chosen}
      tabIndex={path === chosen ? 0 : -1}
      className={classes.item}
      onFocus={(event) => {
        event.stopPropagation();
        onChoose(path);
      }}
    >
      {/* Keys reach it through the tree. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span className={classes.line} data-toggle data-enter onClick={() => { setOpen(!open); }}>
        <span className={classes.sign} aria-hidden="true">
          {members === null ? '' : open ? '▾' : '▸'}
        </span>
        {name !== null && <span className={classes.name}>{name}: </span>}
        {members === null ? (
          <span data-kind={value === null ? 'null' : typeof value}>{JSON.stringify(value)}</span>
        ) : (
          <span className="quiet">{list ? `[${say('json.items', { n: members.length })}]` : `{${say('json.members', { n: members.length })}}`}</span>
        )}
      </span>
      {members !== null && open && (
        <div role="group" className={classes.members}>
          {members.slice(0, shown).map(([key, member]) => (
            <Item key={key} name={key} value={member} path={list ? `${path}[${key}]` : `${path}${step(key)}`} chosen={chosen} onChoose={onChoose} />
          ))}
          {shown < members.length && (
            <div>
              <Button variant="subtle" size="compact-sm" onClick={() => { setShown(shown + MANY); }}>
                {say('json.more', { n: members.length })}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function membersOf(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
