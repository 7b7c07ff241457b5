import { vi } from 'vitest';

/** Lets each question about the window be answered so: whether it is wide, above all. */
export function windowMatches(matches: boolean) {
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
}
