import { expect, test } from './support/test';

/** What the first look at a package may cost (catalog.md 12.18). How long it takes depends on the computer, so it is no matter of this. */
const MOST_SCRIPT = 292_000;
const MOST_STYLE = 42_000;
const MOST_SHIFT = 0.02;
const MOST_CALLS = 6;

test('the first look at a package: little is sent, little is asked, and nothing jumps', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const sent = { script: 0, stylesheet: 0 };
  const sizes: Promise<void>[] = [];
  let calls = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) calls += 1;
  });
  page.on('requestfinished', (request) => {
    const kind = request.resourceType();
    if (kind !== 'script' && kind !== 'stylesheet') return;
    sizes.push(request.sizes().then(({ responseBodySize }) => { sent[kind] += responseBodySize; }));
  });
  await page.goto('/package/alice/glaciers');
  await expect(page.locator('main').getByText('Thickness surveys').first()).toBeVisible();
  expect(calls, 'calls before the first content').toBeLessThanOrEqual(MOST_CALLS);
  await page.waitForLoadState('networkidle');
  await Promise.all(sizes);
  expect(sent.script, 'bytes of scripts').toBeGreaterThan(0);
  expect(sent.script, 'bytes of scripts').toBeLessThanOrEqual(MOST_SCRIPT);
  expect(sent.stylesheet, 'bytes of styles').toBeGreaterThan(0);
  expect(sent.stylesheet, 'bytes of styles').toBeLessThanOrEqual(MOST_STYLE);
  expect(await page.evaluate(() => window.shifted), 'layout shift').toBeLessThan(MOST_SHIFT);
});

declare global {
  interface Window {
    shifted: number;
  }
}
