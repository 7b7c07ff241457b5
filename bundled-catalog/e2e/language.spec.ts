import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Who } from './support/people';
import { expect, expectGoodAtEverySize, test } from './support/test';
import { isThorough } from './support/thorough';

function textsOf(language: string): Map<string, string> {
  const read: unknown = JSON.parse(readFileSync(new URL(`../src/texts/${language}.json`, import.meta.url), 'utf8'));
  return new Map(Object.entries(read ?? {}).map(([id, text]) => [id, String(text)]));
}

const spoken = new Set(textsOf('de').values());

/** Whole texts of the English catalogue that no German one is: none may be left on a German page. Single small words may be data. */
const english = [...textsOf('en').values()].filter((text) => !/[{<]/.test(text) && /^\p{Lu}\p{L}{2}|\p{L} \p{L}/u.test(text) && !spoken.has(text));

/** What a page shows and tells, piece by piece, but for what is code or of people. */
function pieces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('code, pre, script, style, [role=grid], [lang=en]') === null) found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (element.closest('[lang=en], [role=grid]') !== null) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
    }
    return found.map((text) => text.trim());
  });
}

async function expectGerman(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  const left = new Set(await pieces(page));
  expect.soft(english.filter((text) => left.has(text)), `English on ${page.url()}`).toEqual([]);
}

const glaciers = '/package/alice/glaciers';

/** Pages, and what each says in German once it is all there. */
const pages: readonly (readonly [Who, string, string | RegExp])[] = [
  ['alice', '/', 'Zuletzt geändert'],
  ['alice', '/search?q=glaciers', /^1 Paket$|^\d+ Pakete$/],
  ['alice', '/profile', 'Eigene Pakete'],
  ['alice', '/account', /endet von selbst/],
  ['alice', '/user/alice', 'Letzte Pushes'],
  ['alice', glaciers, 'Verwenden'],
  ['alice', `${glaciers}/files`, 'Dateien oder Zeilen'],
  ['alice', `${glaciers}/files/surveys/thickness`, 'Spalten'],
  ['alice', `${glaciers}/files/surveys/thickness?order=1:desc&where=0:eq:A00`, /absteigend/],
  ['alice', `${glaciers}/files/notes/field`, 'Zeilen umbrechen'],
  ['alice', `${glaciers}/files/notes/field?view=history`, /2 Änderungen in 3 Revisionen/],
  ['alice', `${glaciers}/files/surveys/thickness?view=metadata`, 'Von Menschen hinzugefügt'],
  ['alice', `${glaciers}/query`, 'SELECT-Anweisung'],
  ['alice', `${glaciers}/revisions`, 'Änderungen'],
  ['alice', `${glaciers}/compare/version:1.0...tag:latest`, /neu.*entfernt/],
  ['alice', `${glaciers}/comments`, 'Kommentar schreiben'],
  ['alice', `${glaciers}/settings`, /Ein Tag benennt eine Revision/],
  ['admin', '/admin/users', 'Benutzer anlegen'],
  ['admin', '/admin/packages', 'Letzter Push'],
  ['admin', '/admin/storage', 'Größte Objekte'],
  ['admin', '/admin/audit', 'Als CSV speichern'],
  ['admin', '/admin/system', 'Sicherungen'],
];

for (const who of ['alice', 'admin'] as const) {
  test(`${who} reads German everywhere once it is chosen, and English again`, async ({ windowOf }) => {
    test.setTimeout(900_000);
    const page = await windowOf(who);
    await page.goto('/account');
    await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Eigenes Konto' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Deutsch' })).toBeFocused();
    for (const [index, [, path, words]] of pages.filter(([reader]) => reader === who).entries()) {
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(path);
        await expect(page.locator('main').getByText(words).first()).toBeVisible();
        await expectGerman(page);
        if (isThorough || index % 4 === 0) await expectGoodAtEverySize(page);
      });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Farben und Sprache' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  });
}

test('somebody whose browser prefers German reads German, signed in or not', async ({ windowOf }) => {
  const page = await windowOf(null, { locale: 'de-AT' });
  await page.goto('/signin');
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await expectGerman(page);
  await expectGoodAtEverySize(page);
});

test('who reads English gets no German texts sent', async ({ windowOf }) => {
  const page = await windowOf('alice');
  const scripts: string[] = [];
  page.on('response', (response) => { if (response.request().resourceType() === 'script') scripts.push(new URL(response.url()).pathname); });
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  expect(scripts.filter((path) => /\/de-/.test(path))).toEqual([]);
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Eigenes Konto' })).toBeVisible();
  expect(scripts.filter((path) => /\/de-/.test(path))).toHaveLength(1);
});
