import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { isThorough } from './e2e/support/thorough';

/** Where systems have it; CHROMIUM names another. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const chromium = process.env.CHROMIUM ?? places.find((place) => existsSync(place));
if (chromium === undefined) throw new Error('Chromium is needed for the browser tests (Debian: apt-get install chromium); CHROMIUM names its program.');

/** Against a running appliance that the test CatalogBrowserIT of appliance-server fills; CONTRIBUTING.md says how to keep one. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/e2e',
  fullyParallel: true,
  forbidOnly: true,
  ...(isThorough ? {} : { grepInvert: /@thorough/ }),
  // What fails twice is broken. What fails once is listed as flaky, as on a computer that is busy with other tests.
  retries: 1,
  workers: 2,
  // Long enough for a computer that is busy with something else; nothing waits that long where all is well.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  // Where so much is broken, the rest only costs time.
  maxFailures: 8,
  reporter: [['list', { printSteps: false }]],
  use: {
    baseURL: process.env.CATALOG_URL ?? 'http://localhost:3000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Colours and contrast are looked at when they have arrived.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    actionTimeout: 45_000,
    launchOptions: {
      executablePath: chromium,
      args: [
        // The sandbox does not work for root, as whom containers of builds run.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // The same appliance by the name of another computer.
        '--host-resolver-rules=MAP catalog.test 127.0.0.1',
      ],
    },
  },
});
