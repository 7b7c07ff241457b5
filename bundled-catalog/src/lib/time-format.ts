import { useSyncExternalStore } from 'react';

/** How times are written: `2 days ago`, the date and time where the reader is, or those in UTC. */
export type TimeFormat = 'relative' | 'local' | 'utc';

const STORED = 'time format';

const listeners = new Set<() => void>();

/** What is chosen in this browser. */
export function timeFormat(): TimeFormat {
  try {
    const kept = localStorage.getItem(STORED);
    return kept === 'local' || kept === 'utc' ? kept : 'relative';
  } catch {
    return 'relative';
  }
}

/** Every time that is on the screen is written anew, in the other windows of this browser, too. */
export function chooseTimeFormat(format: TimeFormat) {
  try {
    if (format === 'relative') localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, format);
  } catch {
    // A browser that keeps nothing forgets the choice; times stay relative.
  }
  listeners.forEach((listener) => { listener(); });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export function useTimeFormat(): TimeFormat {
  return useSyncExternalStore(subscribe, timeFormat);
}
