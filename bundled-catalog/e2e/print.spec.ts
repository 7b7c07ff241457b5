import { expect, test } from './support/test';

test('paper has what one reads, dark on light, and nothing to press', async ({ windowOf }) => {
  const page = await windowOf('alice', { colorScheme: 'dark' });
  await page.goto('/package/alice/glaciers');
  const text = page.getByRole('main').locator('p', { hasText: 'Thickness surveys' }).first();
  const colour = () => text.evaluate((element) => getComputedStyle(element).color);
  await expect(text).toBeVisible();
  const onScreen = await colour();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('complementary')).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(text).toBeVisible();
  expect(await colour()).not.toBe(onScreen);
  await page.goto('/package/alice/glaciers/files/notes/field');
  await expect(page.getByRole('tree')).toBeHidden();
  await expect(page.getByText('Day 3: nothing to report.')).toBeVisible();
});
