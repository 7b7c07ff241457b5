import { useSyncExternalStore } from 'react';
import { keepChoice, keptChoice } from './kept-choice';

/** How times are written: `2 days ago`, the date and time where the reader is, or those in UTC. */
export type TimeFormat = 'relative' | 'local' | 'utc';

const STORED = 'time format';

const listeners = new Set<() => void>();

/** What is chosen in this browser. */
export function timeFormat(): TimeFormat {
  return keptChoice<TimeFormat>(STORED, ['local', 'utc'], 'relative');
}

/** Every time that is on the screen is written anew, in the other windows of this browser, too. */
export function chooseTimeFormat(format: TimeFormat) {
  keepChoice(STORED, format, 'relative');
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
