import { useEffect, useRef } from 'react';

const STORED = 'single keys';

/** Milliseconds within which a second key belongs to the first. */
const TOGETHER = 1_000;

/** Keys without Ctrl or Alt get in the way of some people's tools, so they can be switched off, for this browser. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean) {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, 'off');
  } catch {
    // A browser that keeps nothing forgets the choice; the keys stay on.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=menu]') !== null);
}

/**
 * Does something on a key, such as `t`, or on two after each other, such as `g h`. Never while somebody types, in a dialog, or
 * with the keys switched off.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>) {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let before = { key: '', time: 0 };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role=dialog]') !== null || !areKeysOn()) return;
      const two = event.timeStamp - before.time < TOGETHER ? `${before.key} ${event.key}` : '';
      before = { key: event.key, time: event.timeStamp };
      const found = current.current[two] ?? current.current[event.key];
      if (found === undefined) return;
      event.preventDefault();
      before = { key: '', time: 0 };
      found();
    };
    document.addEventListener('keydown', onKey);
    return () => { document.removeEventListener('keydown', onKey); };
  }, []);
}
