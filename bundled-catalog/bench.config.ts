import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** What ./run bench measures in the browser: one page after the other, each once, and nothing is tried again. */
export default defineConfig(base, {
  testMatch: '**/*.bench.ts',
  outputDir: 'target/bench',
  workers: 1,
  retries: 0,
  reporter: 'line',
  timeout: 600_000,
});
