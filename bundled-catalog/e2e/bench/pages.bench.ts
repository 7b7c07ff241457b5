import { writeFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { storageOf } from '../support/people';

/** How soon pages are there and how well they scroll (catalog.md 12.18), for CatalogBench, which makes the packages. */
const runs = Number(process.env.BENCH_RUNS ?? '5');
const registry = process.env.REGISTRY_URL ?? 'http://localhost:5000';
const results = process.env.BENCH_RESULTS ?? 'target/catalog-bench.json';

/** Milliseconds, bytes or frames, by what was measured; each once for every run. */
const measured: Record<string, number[]> = {};

function note(what: string, value: number) {
  (measured[what] ??= []).push(value);
}

declare global {
  interface Window {
    /** When the page last did something that took so long that a click had to wait, in milliseconds after the start. */
    busyUntil: number;
  }
}

/** A window that has nothing of the catalog in its cache. */
async function freshPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, storageState: await storageOf('admin', baseURL) });
  await context.addInitScript(() => {
    window.busyUntil = 0;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.busyUntil = Math.max(window.busyUntil, startTime + duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  return context.newPage();
}

/** What comes over the wire while something is done, in bytes of bodies as they are sent. */
async function bytesOf(page: Page, what: RegExp, doing: () => Promise<void>): Promise<number> {
  const sizes: Promise<number>[] = [];
  const count = (request: { url: () => string; sizes: () => Promise<{ responseBodySize: number }> }) => {
    if (what.test(request.url())) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  };
  page.on('requestfinished', count);
  await doing();
  await page.waitForLoadState('networkidle');
  page.off('requestfinished', count);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Milliseconds from the start of the page, or from a moment in it, to the first frame that shows the text within the elements. */
async function shows(page: Page, elements: string, text: string, since = 0): Promise<number> {
  const seen = await page.waitForFunction(
    ([selector, wanted]) => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(wanted)) && performance.now(),
    [elements, text] as const,
    { polling: 'raf' },
  );
  return Number(await seen.jsonValue()) - since;
}

function now(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

test.describe.configure({ mode: 'serial' });

test.afterAll(() => {
  writeFileSync(results, JSON.stringify(measured));
});

test('a page without scripts, for comparison', async ({ browser, baseURL }) => {
  for (let run = 0; run <= runs; run++) {
    const page = await freshPage(browser, baseURL ?? '');
    await page.goto(`${registry}/login`);
    const there = await shows(page, 'main', 'Sign in');
    // The first one starts parts of the browser.
    if (run > 0) note('plain', there);
    await page.context().close();
  }
});

test('the package page', async ({ browser, baseURL }) => {
  for (let run = 0; run <= runs; run++) {
    const page = await freshPage(browser, baseURL ?? '');
    let there = 0;
    const bytes = await bytesOf(page, /./, async () => {
      await page.goto('/package/admin/rivers');
      there = await shows(page, 'main', 'Gauges of the rivers');
    });
    const ready = Math.max(there, await page.evaluate(() => window.busyUntil));
    await page.reload();
    const again = await shows(page, 'main', 'Gauges of the rivers');
    if (run > 0) {
      note('package.content', there);
      note('package.interactive', ready);
      note('package.bytes', bytes);
      note('package.again', again);
    }
    await page.context().close();
  }
});

test('a hundred thousand files', async ({ browser, baseURL }) => {
  for (let run = 0; run < runs; run++) {
    const page = await freshPage(browser, baseURL ?? '');
    let there = 0;
    const bytes = await bytesOf(page, /\/api\//, async () => {
      await page.goto('/package/admin/many/files');
      there = await shows(page, 'main tr', 'g0042');
    });
    note('many.root', there);
    note('many.bytes', bytes);

    const clicked = await now(page);
    await page.getByRole('link', { name: 'g0042', exact: true }).click();
    note('many.folder', await shows(page, 'main tr', 'f042000', clicked));
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(page.getByText('Showing 500 of')).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    const frames = await scrollToEnd(page);
    frames.forEach((milliseconds) => { note('many.frames', milliseconds); });

    const typed = await now(page);
    await page.getByRole('searchbox', { name: 'Find a file in this revision' }).fill('f09999');
    note('many.find', await shows(page, 'main', '10 matches in the whole revision', typed));
    await page.context().close();
  }
});

/** Scrolls as a hand does, a step with each frame. @returns how long each frame took, in milliseconds */
function scrollToEnd(page: Page): Promise<number[]> {
  return page.evaluate(() => new Promise<number[]>((done) => {
    const took: number[] = [];
    let last = performance.now();
    const step = (time: number) => {
      took.push(time - last);
      last = time;
      const before = window.scrollY;
      window.scrollBy(0, 120);
      if (window.scrollY === before) done(took.slice(1));
      else requestAnimationFrame(step);
    };
    requestAnimationFrame((time) => {
      last = time;
      requestAnimationFrame(step);
    });
  }));
}

test('a table of a million rows', async ({ browser, baseURL }) => {
  for (let run = 0; run <= runs; run++) {
    const page = await freshPage(browser, baseURL ?? '');
    const cell = '[role=grid] [role=gridcell]';
    let there = 0;
    const bytes = await bytesOf(page, /\/api\//, async () => {
      await page.goto('/package/admin/measurements/files/million');
      there = await shows(page, cell, 'row-0');
    });
    // The first one starts the program that reads tables.
    note(run === 0 ? 'table.started' : 'table.first', there);
    if (run > 0) note('table.bytes', bytes);

    await page.getByRole('textbox', { name: 'Number of a row' }).fill('900000');
    let jumped = 0;
    const more = await bytesOf(page, /\/api\//, async () => {
      const clicked = await now(page);
      await page.getByRole('button', { name: 'Go', exact: true }).click();
      jumped = await shows(page, cell, 'row-899999', clicked);
    });
    if (run > 0) {
      note('table.jump', jumped);
      note('table.jumpBytes', more);
    }
    await page.context().close();
  }
});
