import { expect, test } from './support/test';

const many = '/package/alice/many/files';
const million = '/package/alice/measurements/files/million';

test('a hundred thousand files: folders list, show more to the end, and are searched', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(many);
  await expect(page.getByText('in 100,000 files.')).toBeVisible();
  await page.getByRole('table').getByRole('link', { name: 'g42', exact: true }).click();
  await expect(page.getByText('Showing 500 of 1,000 entries.')).toBeVisible();
  const last = page.getByRole('row', { name: /f0999/ });
  await expect(last).toHaveCount(0);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(last).toHaveCount(1);
  await expect(page.getByText('Showing 500')).toHaveCount(0);
  // Rows are measured when they come near, so the end may move once more.
  await expect(async () => {
    await page.keyboard.press('Control+End');
    await expect(last).toBeInViewport({ timeout: 1_000 });
  }).toPass();

  const find = page.getByRole('searchbox', { name: 'Find a file in this revision' });
  await find.fill('f0999');
  await expect(page.getByText('100 matches in the whole revision.')).toBeVisible();
  await find.fill('g99 f0');
  await expect(page.getByText('Showing 500 of 1,000 matches in the whole revision.')).toBeVisible();
  await page.reload();
  await expect(find).toHaveValue('g99 f0');
  await expect(page.getByText('Showing 500 of 1,000 matches in the whole revision.')).toBeVisible();
});

test('a million rows: little is sent, any row is reached, and all of them are sorted and filtered', async ({ windowOf }) => {
  const page = await windowOf('alice');
  let sent = 0;
  page.on('response', (response) => {
    if (!response.url().includes('/api/ui/rows/')) return;
    void response.request().sizes().then(({ responseBodySize }) => { sent += responseBodySize; });
  });
  const asked = Date.now();
  await page.goto(million);
  const grid = page.getByRole('grid', { name: 'million' });
  const cell = (text: string) => grid.getByRole('gridcell', { name: text, exact: true }).first();
  await expect(cell('0')).toBeVisible();
  note('first screen', asked);
  await expect(grid).toHaveAttribute('aria-rowcount', '1000001');
  await expect(grid).toHaveAttribute('aria-colcount', '21');
  await page.waitForLoadState('networkidle');
  expect(sent).toBeLessThan(1_000_000);

  await page.getByRole('textbox', { name: 'Number of a row' }).fill('900000');
  const jumped = Date.now();
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(cell('899999')).toBeInViewport();
  note('row 900,000', jumped);
  await expect(page).toHaveURL(/row=900000/);
  await expect(grid.locator('[data-marked=true]').getByRole('rowheader')).toHaveText('900,000');
  expect(sent).toBeLessThan(1_000_000);
  await page.reload();
  await expect(cell('899999')).toBeInViewport();

  // As a person scrolls: to the very end and back.
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('rowheader', { name: '1,000,000', exact: true })).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect(grid.getByRole('rowheader', { name: '1', exact: true })).toBeInViewport();

  const sorted = Date.now();
  await grid.getByRole('button', { name: 'number', exact: true }).click();
  await grid.getByRole('button', { name: 'number', exact: true }).click();
  await expect(grid.getByRole('row').nth(1).getByRole('gridcell').first()).toHaveText('999999');
  note('sorted', sorted);
  await expect(page).toHaveURL(/order=0%3Adesc/);

  const filtered = Date.now();
  await grid.getByRole('button', { name: 'About column shuffled' }).click();
  const dialog = page.getByRole('dialog', { name: 'Column shuffled' });
  await dialog.getByLabel('Value').fill('7919');
  await dialog.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await expect(grid.getByRole('row').nth(1).getByRole('gridcell').first()).toHaveText('1');
  note('filtered', filtered);
  expect(sent).toBeLessThan(3_000_000);
});

/** For the report; how long it may take is the matter of ./run bench. */
function note(what: string, since: number) {
  test.info().annotations.push({ type: what, description: `${Date.now() - since} ms` });
}
