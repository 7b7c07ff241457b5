import type { Page } from '@playwright/test';
import { expect, expectGoodAtEverySize, test } from './support/test';

const comparison = '/package/alice/glaciers/compare/version:1.0...tag:latest';

async function opened(page: Page, path: string) {
  await page.goto(comparison);
  await page.locator('summary').filter({ hasText: path }).click();
}

test('two pictures: beside each other, or one over the other with an edge that pointer and keys move', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await opened(page, 'pictures/map');
  await expect(page.getByText('Before, 64 × 48 pixels')).toBeVisible();
  await expect(page.getByText('After, 64 × 48 pixels')).toBeVisible();
  await page.getByRole('button', { name: 'Slider' }).click();
  const slider = page.getByRole('slider', { name: 'Where the picture before ends' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0 % before, 100 % after');
  const after = await page.getByRole('img', { name: 'After' }).boundingBox();
  const before = await page.getByRole('img', { name: 'Before' }).boundingBox();
  expect(before, 'both have the same frame').toEqual(after);
  if (after === null) throw new Error('The picture is there.');
  await page.mouse.click(after.x + after.width * 0.75, after.y + after.height / 2);
  await expect(slider).toHaveAttribute('aria-valuetext', '75 % before, 25 % after');
  await expectGoodAtEverySize(page);
});

test('two texts: in one column or two, which the browser remembers, and in one where there is no room', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await opened(page, 'notes/field');
  await page.getByRole('button', { name: 'Side by side' }).click();
  const lines = page.getByRole('group', { name: 'Differences' });
  await expect(lines.getByRole('columnheader')).toHaveText(['Before', 'After']);
  await opened(page, 'notes/about');
  await expect(lines.getByRole('columnheader')).toHaveText(['Before', 'After']);
  await page.getByRole('button', { name: 'As Markdown' }).click();
  await expect(page.getByRole('region', { name: 'After' }).getByText('In which year.')).toBeVisible();
  await page.getByRole('button', { name: 'Lines', exact: true }).click();
  await expectGoodAtEverySize(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(lines.getByRole('columnheader')).toHaveCount(0);
  await expect(lines.getByText('In which year.')).toBeVisible();
});
