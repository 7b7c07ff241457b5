import type { Locator, Page } from '@playwright/test';
import { passwordOf } from './support/people';
import { expect, test } from './support/test';
import { after } from './support/thorough';

/** Goes there by Tab alone, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator, most = 80) {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `reached by ${most} times Tab`).toBeFocused();
}

test('signs in, finds a package, opens a file and copies a command without a pointer', async ({ windowOf }) => {
  const page = await windowOf(null, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/');
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Sign in' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Username'));
  await page.keyboard.type('bob');
  await page.keyboard.press('Tab');
  await page.keyboard.type(passwordOf('bob'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search packages' })).toBeFocused();
  await page.keyboard.type('glaciers');
  await page.keyboard.press('Enter');
  const found = page.getByRole('list', { name: 'Packages' }).getByRole('link', { name: 'alice/glaciers' });
  await expect(found).toBeVisible();
  await page.keyboard.press('j');
  await expect(found).toBeFocused();
  await page.keyboard.press('Enter');
  // The results show these words too, and have no files to find.
  await expect(page).toHaveURL(/\/package\/alice\/glaciers$/);
  await expect(page.getByRole('heading', { level: 1, name: 'alice / glaciers' })).toBeVisible();

  await page.keyboard.press('t');
  await expect(page.getByRole('combobox', { name: 'Find a file of this package' })).toBeFocused();
  await page.keyboard.type('field');
  await expect(page.getByRole('option', { name: 'notes/field', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Day 40: snow.')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Copy quilt install alice/glaciers/notes/field' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('quilt install alice/glaciers/notes/field');
});

test('the palette takes the keys, leads there, and gives the focus back', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/package/alice/glaciers');
  const link = page.getByRole('link', { name: /^Revisions/ });
  await link.focus();

  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.type('weather');
  await expect(page.getByRole('option', { name: 'alice/weather', selected: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(link).toBeFocused();

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('dark');
  await expect(page.getByRole('option', { name: 'Dark theme', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(field).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('weather');
  await expect(page.getByRole('option', { name: 'alice/weather', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/package\/alice\/weather$/);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('single keys are listed, and can be switched off', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/');
  await expect(page.getByText('bob/ours').first()).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search packages' });
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole('switch', { name: 'Keys without Ctrl' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('/');
  await expect(search).not.toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
});

test('a question keeps the focus until it is answered, and gives it back', async ({ windowOf }) => {
  const page = await windowOf('admin');
  await page.goto('/admin/users');
  const actions = page.getByRole('button', { name: 'Actions for carol' });
  await tabTo(page, actions);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Show events' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Disable user' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Disable user' });
  await expect(dialog).toBeVisible();
  for (let pressed = 0; pressed < 6; pressed += 1) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(actions).toBeFocused();
});

test('deleting asks for the whole name, and no key press less does it', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/package/alice/doomed/settings');
  const button = page.getByRole('button', { name: 'Delete package' });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete package' });
  const name = dialog.getByLabel('Type alice/doomed to confirm');
  await tabTo(page, name, 10);
  await page.keyboard.type('alice/doome');
  await expect(dialog.getByRole('button', { name: 'Delete package' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('the grid is moved through by keys and opens a cell', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/package/alice/glaciers/files/surveys/thickness');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '401');
  await tabTo(page, grid);
  await page.keyboard.press('Control+End');
  const active = grid.locator('[role=gridcell][data-active=true]');
  await expect(active).toBeVisible();
  await expect(grid.getByRole('rowheader', { name: '400', exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(active).toHaveText(/^[ABC]\d\d$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'station, row 400' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
});

test('the first Tab offers to skip what is on every page', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/search?q=');
  await expect(page.getByText('alice/weather')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

for (const [index, path] of ['/package/alice/glaciers', '/search?q=', '/admin/users'].entries()) {
  test(`whatever has the focus on ${path} is marked and in sight`, after(1, index), async ({ windowOf }) => {
    const page = await windowOf('admin');
    const whose = await windowOf('alice');
    const shown = path.startsWith('/admin') ? page : whose;
    await shown.goto(path);
    await expect(shown.getByText('alice').first()).toBeVisible();
    for (let pressed = 0; pressed < 40; pressed += 1) {
      await shown.keyboard.press('Tab');
      const fault = await shown.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const { top, bottom, left, right } = element.getBoundingClientRect();
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        const name = element.outerHTML.slice(0, 160);
        if (bottom < 0 || right < 0 || top > innerHeight || left > innerWidth) return `out of sight: ${name}`;
        const bar = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
        if (element.closest('header') === null && element.closest('main') !== null && bottom <= bar) return `below the bar: ${name}`;
        return outlineStyle === 'none' && boxShadow === 'none' ? `not marked: ${name}` : null;
      });
      expect(fault).toBeNull();
    }
  });
}
