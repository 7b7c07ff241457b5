import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';
import { after, isThorough } from './support/thorough';

/** Each sets a global when it runs as a script. HostileTexts fills alice/hostile with them. */
const texts: readonly string[] = strings(JSON.parse(readFileSync(new URL('hostile-texts.json', import.meta.url), 'utf8')));
const hostile = '/package/alice/hostile';

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The watch fails as well where the policy of the page had to stop something. */
async function expectNothingRan(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  // What was meant for the page's own elements is not theirs.
  expect(await page.locator('#root').count()).toBe(1);
  expect(await page.locator('main#main').count()).toBe(1);
}

test('there are enough texts', () => {
  expect(new Set(texts).size).toBeGreaterThanOrEqual(60);
});

test('README, names, comments and metadata run nothing', async ({ watch, windowOf }) => {
  // Pictures that the README names and the package lacks.
  watch.expect(400, 404);
  const page = await windowOf('alice');
  const opened: readonly (readonly [string, string])[] = [
    [hostile, 'Hostile'],
    [`${hostile}/files/names`, 'onerror'],
    [`${hostile}/files?find=window`, 'window.ran'],
    [`${hostile}/comments`, 'Write a comment'],
    [`${hostile}/settings`, 'A tag names one revision'],
    [`${hostile}/revisions`, 'alice pushed'],
    ['/', 'alice/hostile'],
    ['/user/alice', 'alice/hostile'],
    ['/search?q=hostile', 'alice/hostile'],
  ];
  for (const [path, words] of opened) {
    await page.goto(path);
    await expect(page.locator('main').getByText(words).first()).toBeVisible();
    await expectNothingRan(page);
  }
});

test('a file of every name opens and runs nothing', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(`${hostile}/files/names`);
  const links = page.locator('main tbody th a');
  await expect(links.first()).toBeVisible();
  const count = await links.count();
  expect(count).toBeGreaterThan(60);
  for (let at = 0; at < count; at += 9) {
    await links.nth(at).click();
    await expect(page.locator('main a[href^="/raw/"][href$="download=1"]')).toBeVisible();
    await expectNothingRan(page);
    await page.goBack();
    await expect(links.first()).toBeVisible();
  }
});

for (const [index, kind] of ['html', 'svg', 'ipynb', 'md', 'json', 'txt', 'py', 'xml', 'csv', 'jsonl'].entries()) {
  test(`a hostile file of kind ${kind} runs nothing, neither in the page nor by itself`, after(4, index), async ({ watch, windowOf }) => {
    watch.expect(400, 404);
    const page = await windowOf('alice');
    await page.goto(`${hostile}/files/contents/as_${kind}`);
    const download = page.locator('main a[href^="/raw/"][href$="download=1"]');
    await expect(download).toBeVisible();
    await expect(page.locator('main').getByText(kind === 'svg' ? 'page.svg' : /window\.ran/).first()).toBeVisible();
    await expectNothingRan(page);

    const raw = ((await download.getAttribute('href')) ?? '').replace('?download=1', '');
    const answer = await page.request.get(raw);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-security-policy']).toContain('sandbox');
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    expect(answer.headers()['content-type']).not.toMatch(/html|javascript/);
  });
}

test('search words run nothing', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/search?q=');
  await expect(page.getByRole('status').filter({ hasText: /package/ })).toBeVisible();
  for (const text of texts.filter((_, index) => isThorough || index % 3 === 0)) {
    const field = page.getByRole('searchbox', { name: 'Search packages' });
    await field.fill(text);
    await field.press('Enter');
    const shown = await field.inputValue();
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === shown.trim());
    await expect(page.getByRole('status').filter({ hasText: /package/ })).toBeVisible();
    await expectNothingRan(page);
  }
});

test('words of addresses run nothing', async ({ watch, windowOf }) => {
  watch.expect(400, 401, 404, 422);
  const page = await windowOf('alice');
  for (const text of texts.filter((_, index) => index % (isThorough ? 11 : 44) === 0)) {
    const word = encodeURIComponent(text);
    for (const path of [
      `/user/${word}`,
      `/package/${word}`,
      `${hostile}/at/${word}`,
      `${hostile}/files/${word}`,
      `${hostile}/files?find=${word}&sort=${word}`,
      `${hostile}/compare/${word}...tag:latest?change=${word}`,
      `/reset_password/${word}`,
      `/search?q=&owner=${word}&type=${word}`,
      `/no/${word}`,
    ]) {
      await page.goto(path);
      await expectNothingRan(page);
    }
  }
});

test('next= leads to no script and no other site', async ({ windowOf }) => {
  const page = await windowOf('bob');
  for (const next of [
    'javascript:window.ran=1',
    '//example.invalid/',
    'https://example.invalid/',
    '/\\example.invalid/',
    '\\\\example.invalid/',
    '/%09/example.invalid/',
    '/\t/example.invalid/',
    '\n//example.invalid/',
    'data:text/html,<script>window.ran=1</script>',
    '/%2F/example.invalid/',
    '///example.invalid/',
    'http:example.invalid/',
  ]) {
    await page.goto(`/signin?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL((url) => url.pathname !== '/signin');
    await expectNothingRan(page);
  }
});
