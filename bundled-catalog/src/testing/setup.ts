import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { speak } from '../lib/texts';
import { windowMatches } from './window';

// Busy computers load parts of the application slowly; tests wait for what they want to see, not for a time.
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);

// A narrow window, English, and a browser that has kept nothing.
beforeEach(() => {
  speak('en');
  windowMatches(false);
  localStorage.clear();
});

// What the components ask of a browser and the test environment lacks.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
window.scrollTo = () => undefined;
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
Element.prototype.scrollIntoView = () => undefined;
