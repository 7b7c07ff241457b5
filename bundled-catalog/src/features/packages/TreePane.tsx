import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Place } from '../../lib/places';
import { say } from '../../lib/texts';
import { useKept } from '../../lib/use-kept';
import { nodeQuery } from './api';
import { FileTree } from './FileTree';
import { usePinned } from './place';
import classes from './Tree.module.css';

/** In pixels. */
const WIDTH = 272;
const NARROWEST = 160;
const WIDEST = 480;
const STEP = 16;

function fitting(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

/** Room for the tree of files, as wide as somebody made it, or folded away. */
export function TreePane({ place, path }: { readonly place: Place; readonly path: string }) {
  const [open, setOpen] = useKept('file-tree', true);
  const [kept, setWidth] = useKept('file-tree-width', WIDTH);
  // What is shown comes first, then what is around it.
  const { isSuccess, isError } = useQuery({ ...nodeQuery(usePinned(), path), enabled: path !== '' });
  const [ready, setReady] = useState(false);
  if (!ready && (path === '' || isSuccess || isError)) setReady(true);
  const width = fitting(kept);
  if (!open) {
    return (
      <div className={classes.folded}>
        <Button variant="subtle" size="compact-sm" aria-expanded={false} onClick={() => { setOpen(true); }}>
          <PaneIcon />
          <span className="only-heard">{say('tree.show')}</span>
        </Button>
      </div>
    );
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const { currentTarget: handle, clientX: start } = event;
    const move = (moved: globalThis.PointerEvent) => { setWidth(fitting(width + moved.clientX - start)); };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => { handle.removeEventListener('pointermove', move); }, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const widths: Readonly<Record<string, number>> = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: NARROWEST, End: WIDEST };
    const next = widths[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(fitting(next));
  };
  return (
    <div className={classes.pane} style={{ width }}>
      <nav className={classes.inner} aria-label={say('tree.label')}>
        <div className={classes.bar}>
          <Button variant="subtle" size="compact-sm" aria-expanded onClick={() => { setOpen(false); }}>
            <PaneIcon />
            <span className="only-heard">{say('tree.hide')}</span>
          </Button>
        </div>
        <FileTree place={place} path={path} ready={ready} />
      </nav>
      {/* A separator that can be moved takes the focus and the keys (WAI-ARIA, window splitter). */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={classes.splitter}
        role="separator"
        aria-orientation="vertical"
        aria-label={say('tree.width')}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={drag}
      />
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
    </div>
  );
}

function PaneIcon() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M1.5 2.5h13v11h-13zM6 2.5v11" />
    </svg>
  );
}
