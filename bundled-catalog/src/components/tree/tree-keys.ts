import type { KeyboardEvent } from 'react';

/** Moves through a tree as people know it: up and down, right opens, left closes or goes out, Home and End. Enter does what a click does. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem]')];
  const now = document.activeElement?.closest<HTMLElement>('[role=treeitem]') ?? null;
  const at = items.findIndex((item) => item === now);
  if (now === null || at < 0) return;
  const open = now.getAttribute('aria-expanded');
  const click = (what: string) => { now.querySelector<HTMLElement>(`:scope > :not([role=group]) ${what}, :scope > ${what}`)?.click(); };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => { items[at + 1]?.focus(); },
    ArrowUp: () => { items[at - 1]?.focus(); },
    Home: () => { items[0]?.focus(); },
    End: () => { items.at(-1)?.focus(); },
    ArrowRight: () => {
      if (open === 'false') click('[data-toggle]');
      else if (open === 'true') items[at + 1]?.focus();
    },
    ArrowLeft: () => {
      if (open === 'true') click('[data-toggle]');
      else now.parentElement?.closest<HTMLElement>('[role=treeitem]')?.focus();
    },
    Enter: () => { click('[data-enter]'); },
  };
  const move = moves[event.key];
  if (move === undefined) return;
  move();
  event.preventDefault();
}
