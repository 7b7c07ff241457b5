import type { Page, Route } from '@playwright/test';
import type { Who } from './support/people';
import { expect, test } from './support/test';

interface Visit {
  readonly who: Who;
  readonly path: string;
  /** Words that are there only when everything is. */
  readonly whole: string | RegExp;
}

const glaciers = '/package/alice/glaciers';

const visits: readonly Visit[] = [
  { who: 'alice', path: '/', whole: 'bob/ours' },
  { who: 'alice', path: '/profile', whole: 'alice/weather' },
  { who: 'alice', path: '/code', whole: 'Paste this where' },
  { who: 'alice', path: '/search?q=weather', whole: 'alice/weather' },
  { who: 'alice', path: '/user/bob', whole: 'bob/ours' },
  { who: 'alice', path: glaciers, whole: 'Thickness surveys' },
  { who: 'alice', path: `${glaciers}/files`, whole: 'surveys' },
  { who: 'alice', path: `${glaciers}/files?find=field`, whole: 'notes/field' },
  { who: 'alice', path: `${glaciers}/files/notes/field`, whole: 'nothing to report' },
  { who: 'alice', path: `${glaciers}/files/surveys/thickness`, whole: 'A00' },
  { who: 'alice', path: `${glaciers}/revisions`, whole: 'reviewed' },
  { who: 'alice', path: `${glaciers}/compare/version:1.0...tag:latest`, whole: /added.*removed/ },
  { who: 'alice', path: `${glaciers}/comments`, whole: 'Surveys of' },
  { who: 'alice', path: `${glaciers}/settings`, whole: 'A tag names one revision' },
  { who: 'admin', path: '/admin/users', whole: 'carol@example.com' },
  { who: 'admin', path: '/admin/packages', whole: 'bob/secret' },
  { who: 'admin', path: '/admin/storage', whole: 'Largest objects' },
  { who: 'admin', path: '/admin/audit', whole: 'push' },
];

const REFUSAL = 'The disk of the registry is full.';

const faults: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'status 500': (route) => route.fulfill({ status: 500, json: { message: REFUSAL, request_id: 'abc123' } }),
  'status 503': (route) => route.fulfill({ status: 503, json: { message: REFUSAL } }),
  'an answer that is no JSON': (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"cut' }),
  'no connection': (route) => route.abort('connectionrefused'),
};

/** Calls that only add to a page: without them it is whole but for what they bring. */
function isExtra(call: string, path: string): boolean {
  const session = call === '/api/ui/session' && !/^\/(profile|code|admin)/.test(path);
  const choices = /^\/api\/ui\/revisions\//.test(call) && path.includes('/compare/');
  return session || choices;
}

/** Which calls the page makes until it is whole. */
async function callsOf(page: Page, { path, whole }: Visit): Promise<string[]> {
  const calls = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(api|raw)\//.test(pathname) && ['fetch', 'xhr'].includes(request.resourceType())) calls.add(pathname);
  });
  await page.goto(path);
  await expect(page.locator('main').getByText(whole).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  return [...calls].toSorted();
}

for (const visit of visits) {
  test(`${visit.path} says what failed, keeps the rest, and goes on with another try`, async ({ watch, windowOf }) => {
    watch.expect(500, 503);
    watch.expectNoConnection();
    const first = await windowOf(visit.who);
    const calls = await callsOf(first, visit);
    expect(calls.length).toBeGreaterThan(0);
    await first.close();
    for (const call of calls) {
      // Pages wait before they ask again, so these wait together.
      await Promise.all(
        Object.entries(faults).map(async ([fault, fail]) => {
          const page = await first.context().newPage();
          await failing(page, visit, call, fault, fail);
          await page.close();
        }),
      );
    }
  });
}

async function failing(page: Page, { path, whole }: Visit, call: string, fault: string, fail: (route: Route) => Promise<void>) {
  const which = (url: URL) => url.pathname === call;
  await page.route(which, fail);
  await page.goto(path);
  const said = page.getByText(/could not be (loaded|asked|shown)|cannot be reached|went wrong/).first();
  if (isExtra(call, path)) await expect(page.locator('main').getByText(whole).first(), `${call}: ${fault}`).toBeVisible();
  else await expect(said, `${call}: ${fault}`).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }), `${call}: ${fault}`).toHaveCount(1);
  await expect(page.getByRole('banner')).toBeVisible();
  if (fault === 'status 500' && !isExtra(call, path) && call.startsWith('/api/')) {
    await expect(page.getByText(REFUSAL).first(), `${call}: says why`).toBeVisible();
    await expect(page.getByText('abc123').first(), `${call}: says which request`).toBeVisible();
  }

  await page.unroute(which);
  // Where nothing was reached, the page goes on by itself.
  const again = page.getByRole('button', { name: 'Try again' }).first();
  if (fault !== 'no connection' && !isExtra(call, path)) await again.click();
  await expect(page.locator('main').getByText(whole).first(), `${call}: ${fault}, after another try`).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' }), `${call}: ${fault}, after another try`).toHaveCount(0);
}

test('what cannot be written is said and undone, and what was typed stays', async ({ watch, windowOf }) => {
  watch.expect(503);
  const page = await windowOf('alice');
  await page.route('**/api/**', async (route) => {
    if (route.request().method() === 'GET') await route.continue();
    else await route.fulfill({ status: 503, json: { message: REFUSAL } });
  });
  await page.goto(`${glaciers}/comments`);
  await page.getByLabel('Write a comment').fill('not to be lost');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(page.getByText(`The comment was not sent: ${REFUSAL}`)).toBeVisible();
  await expect(page.getByLabel('Write a comment')).toHaveValue('not to be lost');

  await page.goto(`${glaciers}/settings`);
  await page.getByRole('button', { name: 'Remove bob' }).click();
  await expect(page.getByText(`Nothing was changed: ${REFUSAL}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove bob' })).toBeVisible();
  await page.getByLabel('Add somebody').fill('carol');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(REFUSAL)).toHaveCount(2);
  await expect(page.getByLabel('Add somebody')).toHaveValue('carol');
  await page.getByLabel('Name of the tag').fill('mine');
  await page.getByRole('button', { name: 'Set tag' }).click();
  await expect(page.getByText(REFUSAL)).toHaveCount(3);
  await page.getByRole('button', { name: 'Delete package' }).click();
  await page.getByLabel('Type alice/glaciers to confirm').fill('alice/glaciers');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete package' }).click();
  await expect(page.getByRole('dialog').getByText(REFUSAL)).toBeVisible();
});

test('a registry that is away is said, and the page goes on when it is back', async ({ watch, windowOf }) => {
  watch.expectNoConnection();
  const page = await windowOf('alice');
  await page.goto(glaciers);
  await expect(page.getByText('Thickness surveys').first()).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: /^Files/ }).click();
  await expect(page.getByText('The registry cannot be reached.').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.context().setOffline(false);

  await expect(page.locator('main').getByRole('link', { name: 'surveys' })).toBeVisible();
  await expect(page.getByText('The registry cannot be reached.')).toHaveCount(0);
});
