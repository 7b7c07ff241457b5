import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

/** What a page offers to copy: lines for a shell in their order, a program for Python, and where the client is to point. */
interface Offered {
  readonly page: string;
  readonly registry: string;
  readonly shell: readonly string[];
  readonly python: string;
}

const glaciers = '/package/alice/glaciers';

/** CatalogBrowserIT runs with the real client what this writes. */
test('every snippet is copied as it is shown', async ({ windowOf }) => {
  const page = await windowOf('alice', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${glaciers}/at/version:1.0`);
  await expect(page.getByText('You are viewing an old revision')).toBeVisible();
  await page.keyboard.press('y');
  await expect(page).toHaveURL(/\/at\/[0-9a-f]{64}$/);
  const pinned = new URL(page.url()).pathname;
  const offered: Offered[] = [];
  for (const path of [
    glaciers,
    pinned,
    `${glaciers}/at/version:1.0`,
    `${glaciers}/at/tag:reviewed`,
    `${glaciers}/files/surveys`,
    `${glaciers}/files/surveys/thickness`,
    `${glaciers}/files/notes/field`,
    `${glaciers}/at/tag:reviewed/files/notes/old`,
    '/package/alice/weather',
    '/package/alice/weather/files/days',
  ]) {
    await page.goto(path);
    offered.push(await offeredBy(page));
  }
  mkdirSync('target', { recursive: true });
  writeFileSync('target/snippets.json', JSON.stringify(offered, null, 2));
});

async function offeredBy(page: Page): Promise<Offered> {
  const use = page.getByRole('region', { name: 'Use it' });
  await use.getByText('First time here?').click();
  const shell = await copied(page, 'Command line');
  const registry = await use.locator('details p code').innerText();
  await use.getByRole('tab', { name: 'Python' }).click();
  await copied(page, 'Python');
  await use.getByRole('button', { name: 'Copy all all lines' }).click();
  return { page: new URL(page.url()).pathname, registry, shell, python: await clipboard(page) };
}

/** Presses each button of the panel; what it copies is what stands beside it. */
async function copied(page: Page, panel: string): Promise<string[]> {
  const lines: string[] = [];
  const buttons = page.getByRole('tabpanel', { name: panel }).getByRole('button', { name: /^Cop(y|ied) (?!all )/ });
  await expect(buttons.first()).toBeVisible();
  for (let at = 0; at < (await buttons.count()); at += 1) {
    const button = buttons.nth(at);
    const shown = await button.locator('xpath=preceding-sibling::code').innerText();
    await button.click();
    await expect.poll(() => clipboard(page)).toBe(shown);
    lines.push(shown);
  }
  return lines;
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
