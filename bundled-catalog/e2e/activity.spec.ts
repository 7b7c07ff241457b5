import { expect, expectGoodAtEverySize, test } from './support/test';

const glaciers = '/package/alice/glaciers';

test('home: what was opened comes first, and is gone after signing out', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(glaciers);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('list', { name: 'Recently opened' }).getByRole('link', { name: 'alice/glaciers' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Latest pushes' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Latest comments' })).toContainText('alice/hostile');
  await expectGoodAtEverySize(page);
  const kept = () => page.evaluate(() => localStorage.getItem('opened'));
  expect(await kept()).toContain('alice/glaciers');
  await page.route('**/api/ui/session', (route) => (route.request().method() === 'DELETE' ? route.fulfill({ json: { status: 200 } }) : route.continue()));
  await page.goto('/signout');
  await expect.poll(kept).toBeNull();
});

test('home tells nobody of what he may not see', async ({ windowOf }) => {
  const page = await windowOf('carol');
  await page.goto('/');
  await expect(page.getByRole('list', { name: 'Latest pushes' })).toContainText('alice/weather');
  await expect(page.locator('main')).not.toContainText('glaciers');
  await expect(page.locator('main')).not.toContainText('bob/secret');
  const nobody = await windowOf(null);
  await nobody.goto('/');
  await expect(nobody.getByRole('list', { name: 'Public packages' })).toContainText('alice/weather');
  await expect(nobody.locator('main')).not.toContainText('bob/ours');
});

test('usage: keys go from week to week, and the table says the same', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(glaciers);
  const chart = page.getByRole('slider', { name: 'Week of the usage' });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).toHaveAttribute('aria-valuenow', '1');
  await page.getByRole('button', { name: '8 weeks' }).click();
  await page.getByText('As a table').click();
  await expect(page.getByRole('region', { name: 'Usage by week' }).getByRole('row')).toHaveCount(9);
  await expectGoodAtEverySize(page);
});

test('a newer revision is told of and loaded only when asked', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.route('**/api/ui/latest/alice/glaciers', (route) => route.fulfill({ json: { hash: '0123456789'.padEnd(64, '0'), updated_at: 1_700_000_000, updated_by: 'bob', status: 200 } }));
  await page.goto(glaciers);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load it' })).toHaveCount(0);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.getByRole('status', { name: 'Newer revision' })).toContainText('0123456789 is the latest revision now, pushed by bob');
  await expectGoodAtEverySize(page);
  await page.unroute('**/api/ui/latest/alice/glaciers');
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(page.getByRole('button', { name: 'Load it' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a text is found in the rows of a table by keyboard', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(`${glaciers}/files/surveys/thickness`);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('A0');
  const bar = page.getByRole('search', { name: 'In the rows that are loaded' });
  await expect(bar.getByRole('status')).toContainText(/^1 of /);
  await expect(page.getByRole('grid').locator('mark').first()).toHaveText('A0');
  await expectGoodAtEverySize(page);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
});

test('administrators see how it stands with backups', async ({ windowOf }) => {
  const page = await windowOf('admin');
  await page.goto('/admin/system');
  await expect(page.getByRole('note')).toContainText('test mode');
  await expectGoodAtEverySize(page);
});
