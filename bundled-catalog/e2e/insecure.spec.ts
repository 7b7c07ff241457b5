import { storageOf } from './support/people';
import { expect, test } from './support/test';

/** A name that is neither localhost nor of a page with a certificate: browsers offer no clipboard there. */
function elsewhere(catalog: string): string {
  const url = new URL(catalog);
  url.hostname = 'catalog.test';
  return url.origin;
}

test('on a plain http page of another computer, all that can be copied is copied', async ({ browser, baseURL }) => {
  const catalog = elsewhere(baseURL ?? '');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { cookies } = await storageOf('alice', baseURL ?? '');
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url: catalog })));
  const page = await context.newPage();
  await page.goto(`${catalog}/package/alice/glaciers/files/surveys/thickness`);
  expect(await page.evaluate(() => window.isSecureContext), 'this is no secure page').toBe(false);
  const field = page.getByRole('searchbox', { name: 'Search packages' });
  const expectPasted = async (text: string) => {
    await field.fill('');
    await field.focus();
    await page.keyboard.press('Control+v');
    await expect(field).toHaveValue(text);
  };

  const button = page.getByRole('button', { name: 'Copy quilt install alice/glaciers/surveys/thickness' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Copied quilt install alice/glaciers/surveys/thickness' })).toBeFocused();
  await expectPasted('quilt install alice/glaciers/surveys/thickness');

  const grid = page.getByRole('grid', { name: 'surveys/thickness' });
  await expect(grid.getByRole('gridcell', { name: 'A00' }).first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('The cell is copied.')).toBeVisible();
  await expect(grid).toBeFocused();
  await expectPasted('A00');

  // Dialogs keep the focus within them.
  await grid.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Copy/ }).first().click();
  await expect(dialog.getByRole('button', { name: /^Copied/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expectPasted('A00');
  await context.close();
});
