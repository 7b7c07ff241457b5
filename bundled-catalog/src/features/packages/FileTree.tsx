import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Failure } from '../../components/states/States';
import { onTreeKey } from '../../components/tree/tree-keys';
import type { Entry } from '../../lib/api-types';
import { type Place, placePath } from '../../lib/places';
import { say } from '../../lib/texts';
import { treeQuery } from './api';
import { KindIcon } from './KindIcon';
import { usePinned } from './place';
import classes from './Tree.module.css';

interface Props {
  readonly place: Place;
  /** What is open in the page. */
  readonly path: string;
  /** Folders are asked for from then on. */
  readonly ready: boolean;
}

/** The folders above a path. */
function above(path: string): string[] {
  const names = path.split('/');
  return names.slice(0, -1).map((_, at) => names.slice(0, at + 1).join('/'));
}

/** All files of a revision; a folder is loaded when it is opened, and those around the open file are open. */
export function FileTree({ place, path, ready }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set([...above(path), path]));
  const [focused, setFocused] = useState(path);
  const [came, setCame] = useState(path);
  if (came !== path) {
    // Going somewhere opens what is around it.
    setCame(path);
    setFocused(path);
    setOpened(new Set([...opened, ...above(path)]));
  }
  const toggle = (folder: string) => {
    const next = new Set(opened);
    if (!next.delete(folder)) next.add(folder);
    setOpened(next);
  };
  const [failed, setFailed] = useState<ReadonlyMap<string, Failed>>(new Map());
  const onFailed = useCallback((folder: string, failure: Failed | undefined) => {
    setFailed((known) => {
      const next = new Map(known);
      if (failure === undefined) next.delete(folder);
      else next.set(folder, failure);
      return next;
    });
  }, []);
  const shared = { place, path, opened, focused, onToggle: toggle, onFocus: setFocused, onFailed };
  return (
    <>
      {/* The focus goes to its items. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="tree" aria-label={say('section.files')} data-keeps-focus className={classes.tree} onKeyDown={onTreeKey}>
        {ready && <Members {...shared} folder="" level={1} />}
      </div>
      {/* A tree holds its items alone. */}
      {[...failed].map(([folder, { error, retry }]) => (
        <Failure key={folder} error={error} what={folder === '' ? say('thing.tree') : say('thing.folder', { folder })} onRetry={retry} />
      ))}
    </>
  );
}

/** Why what is in a folder is not there. */
interface Failed {
  readonly error: Error;
  readonly retry: () => void;
}

interface Shared {
  readonly place: Place;
  readonly path: string;
  readonly opened: ReadonlySet<string>;
  /** The item that Tab leads to. */
  readonly focused: string;
  readonly onToggle: (folder: string) => void;
  readonly onFocus: (path: string) => void;
  /** Nothing failed when there is no failure. */
  readonly onFailed: (folder: string, failure: Failed | undefined) => void;
}

function Members({ folder, level, ...shared }: Shared & { readonly folder: string; readonly level: number }) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(treeQuery(usePinned(), folder, 'name'));
  const { onFailed } = shared;
  useEffect(() => {
    if (!error) return undefined;
    onFailed(folder, { error, retry: () => void (data === undefined ? refetch() : fetchNextPage()) });
    return () => { onFailed(folder, undefined); };
  }, [folder, error, data, refetch, fetchNextPage, onFailed]);
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  if (error && data === undefined) return null;
  if (data === undefined) return <div role="none" className={classes.loading} />;
  // Tab leads somewhere, also when what is open is not among those that are loaded.
  const first = level === 1 && !entries.some(({ path }) => isAround(path, shared.focused)) ? entries[0]?.path : undefined;
  return (
    <>
      {entries.map((entry) => (
        <Item key={entry.path} {...shared} focused={first ?? shared.focused} entry={entry} level={level} />
      ))}
      {hasNextPage && (
        <More
          name={`${folder}/`}
          level={level}
          word={say('tree.more', { shown: entries.length, total })}
          focused={shared.focused}
          onFocus={shared.onFocus}
          onRun={() => void fetchNextPage()}
        />
      )}
    </>
  );
}

function isAround(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function Item({ entry, level, ...shared }: Shared & { readonly entry: Entry; readonly level: number }) {
  const { place, path, opened, focused, onToggle, onFocus } = shared;
  const item = useRef<HTMLDivElement>(null);
  const folder = entry.kind === 'group';
  const open = folder && opened.has(entry.path);
  const current = entry.path === path;
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div
      ref={item}
      role="treeitem"
      aria-level={level}
      aria-expanded={folder ? open : undefined}
      aria-selected={current}
      aria-current={current ? 'page' : undefined}
      tabIndex={entry.path === focused ? 0 : -1}
      onFocus={(event) => {
        event.stopPropagation();
        onFocus(entry.path);
      }}
    >
      <span className={classes.line} data-current={current} style={{ paddingInlineStart: (level - 1) * 16 }}>
        {/* Keys reach it through the tree. */}
        { }
        <span className={classes.sign} data-toggle={folder ? '' : undefined} aria-hidden="true" onClick={folder ? () => { onToggle(entry.path); } : undefined}>
          {folder ? (open ? '▾' : '▸') : ''}
        </span>
        <Link className={`plain ${classes.link ?? ''}`} tabIndex={-1} data-enter to={placePath(place, 'files', entry.path)} title={entry.name}>
          <KindIcon kind={entry.kind} />
          <span className="cut">{entry.name}</span>
        </Link>
      </span>
      {open && (
        <div role="group" className={classes.members}>
          <Members {...shared} folder={entry.path} level={level + 1} />
        </div>
      )}
    </div>
  );
}

interface MoreProps {
  readonly name: string;
  readonly level: number;
  readonly word: string;
  readonly focused: string;
  readonly onFocus: (path: string) => void;
  readonly onRun: () => void;
}

/** A line of the tree that is no file, and brings those that are not there. */
function More({ name, level, word, focused, onFocus, onRun }: MoreProps) {
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={false}
      tabIndex={name === focused ? 0 : -1}
      onFocus={(event) => {
        event.stopPropagation();
        onFocus(name);
      }}
    >
      {/* Keys reach it through the tree. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span className={`${classes.line ?? ''} ${classes.extra ?? ''}`} style={{ paddingInlineStart: level * 16 }} data-enter onClick={onRun}>
        {word}
      </span>
    </div>
  );
}
