import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The appliance that `npm run dev` talks to: its catalog port. */
const appliance = process.env.CATALOG_URL ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh value in place of this word each time it sends the page.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    // One folder whose files never change their content: the server lets browsers keep them for a year.
    assetsDir: 'assets',
    target: 'es2022',
    // The content security policy forbids data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/config.js', '/config.json', '/raw', '/archive'].map((path) => [path, appliance])),
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // All processors: nothing else runs meanwhile.
    maxWorkers: '100%',
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
