import { expect, expectGoodAtEverySize, test } from './support/test';

const glaciers = '/package/alice/glaciers';

test('the contents of a README stay beside the text, are folded where there is no room, and lead to headings', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(glaciers);
  const contents = page.getByRole('navigation', { name: 'Contents of the README' });
  await contents.getByRole('link', { name: 'Radar' }).click();
  await expect(page).toHaveURL(/#user-content-radar$/);
  await expect(page.getByRole('heading', { name: 'Radar' })).toBeInViewport();
  await expect(contents).toBeInViewport();
  await page.setViewportSize({ width: 768, height: 900 });
  await expect(contents.getByRole('link', { name: 'Radar' })).toBeHidden();
  await contents.getByText('Contents').click();
  await expect(contents.getByRole('link', { name: 'Radar' })).toBeVisible();
  await expectGoodAtEverySize(page);
});

test('a heading has a link to copy, also where browsers offer no clipboard', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false });
    Object.defineProperty(document, 'execCommand', {
      value: () => {
        window.copied = document.querySelector('textarea')?.value;
        return true;
      },
    });
  });
  await page.goto(`${glaciers}/at/version:1.0`);
  const heading = page.getByRole('heading', { name: 'Stations' });
  await heading.hover();
  await heading.locator('xpath=following-sibling::a').click();
  await expect(page.getByText('The link to this heading has been copied.')).toBeVisible();
  await expect(page).toHaveURL(/#user-content-stations$/);
  expect(await page.evaluate(() => window.copied)).toBe(page.url());
});

test('a file tells in which revisions it changed, and each leads to what changed in it', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(`${glaciers}/files/notes/field`);
  await expect(page.getByRole('link', { name: /^last changed in revision/ })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('2 changes in 3 revisions.')).toBeVisible();
  await page.getByRole('link', { name: /^What changed in/ }).click();
  await expect(page.getByLabel('Find a changed path')).toHaveValue('notes/field');
  await expect(page.locator('summary').filter({ hasText: 'notes/field' })).toHaveCount(1);
});

test('metadata of a file is looked through', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto(`${glaciers}/files/surveys/thickness?view=metadata`);
  await page.getByLabel('Search keys and values').fill('name radar');
  await expect(page.getByText('1 match')).toBeVisible();
  await expect(page.locator('main mark')).toHaveText(['name', 'radar']);
  await expectGoodAtEverySize(page);
});

declare global {
  interface Window {
    copied: string | undefined;
  }
}
