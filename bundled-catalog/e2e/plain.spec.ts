import { passwordOf } from './support/people';
import { expect, test } from './support/test';

test('without scripts one signs in, reads a code, finds and reads a package, comments, and signs out', async ({ watch, windowOf }) => {
  watch.expect(404, 422);
  const page = await windowOf(null, { javaScriptEnabled: false });
  await page.goto('/package/alice/weather');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/alice\/weather/);
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await page.getByLabel('Username').fill('bob');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveValue('bob');
  await page.getByLabel('Password').fill(passwordOf('bob'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Signed in as bob')).toBeVisible();

  await page.getByRole('link', { name: 'one-time code' }).click();
  await page.getByRole('button', { name: 'Show a code' }).click();
  await expect(page.getByText(/^\s*[A-Za-z0-9+/]{100,}=*\s*$/)).toBeVisible();

  await page.goto('/');
  await page.getByRole('searchbox').first().fill('glaciers');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('link', { name: 'alice/glaciers' }).first().click();
  await expect(page.getByText('Thickness surveys of alpine glaciers, revision 3.').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'A17' })).toBeVisible();

  await page.getByRole('link', { name: 'Files', exact: true }).click();
  await page.getByRole('link', { name: /^surveys/ }).first().click();
  await page.getByRole('link', { name: /^thickness/ }).first().click();
  const rows = page.getByRole('link', { name: 'Show the rows' });
  if ((await rows.count()) > 0) await rows.click();
  await expect(page.getByRole('cell', { name: 'A00' }).first()).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByRole('link', { name: /next/i }).first().click();
  await expect(page.getByRole('cell', { name: 'C10' }).first()).toBeVisible();
  const link = await page.getByRole('link', { name: 'Download', exact: true }).getAttribute('href');
  const file = await page.request.get(link ?? '');
  expect(file.status()).toBe(200);
  expect((await file.body()).subarray(0, 4).toString()).toBe('PAR1');

  await page.goto('/package/alice/glaciers/revisions');
  await expect(page.getByText('reviewed').first()).toBeVisible();
  await page.getByRole('link', { name: 'Comments', exact: true }).click();
  const words = `said without scripts, ${test.info().repeatEachIndex} ${Date.now()}`;
  await page.getByRole('textbox').last().fill(words);
  await page.getByRole('button', { name: 'Add the comment' }).click();
  await expect(page.getByText(words)).toBeVisible();

  await page.goto('/signout');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/package/alice/glaciers');
  await expect(page.getByText('Thickness surveys')).toHaveCount(0);
});

test('without scripts no page is wider than a small window, in either colour scheme', async ({ watch, windowOf }) => {
  watch.expect(404);
  const page = await windowOf('alice', { javaScriptEnabled: false, viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  for (const path of [
    '/',
    '/search?q=',
    '/package/alice/glaciers',
    '/package/alice/glaciers/files',
    '/package/alice/glaciers/files/surveys/thickness?row=1',
    '/package/alice/glaciers/revisions',
    '/package/alice/glaciers/comments',
    '/package/alice/hostile',
    '/package/alice/hostile/files/names',
    '/package/alice/hostile/comments',
    '/user/alice',
    '/profile',
    '/code',
    '/no/such/page',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const [wide, dark] = await page.evaluate(() => [
      document.documentElement.scrollWidth > document.documentElement.clientWidth,
      getComputedStyle(document.body).backgroundColor,
    ]);
    expect.soft(wide, `${path} is wider than its window`).toBe(false);
    expect.soft(dark, `${path} is dark`).not.toMatch(/^rgb\(2\d\d/);
  }
});
