import type { Page, Route } from '@playwright/test';
import type { Who } from './support/people';
import { expect, test } from './support/test';
import { after } from './support/thorough';

interface Visit {
  readonly who: Who;
  readonly path: string;
  /** Words that are there only when everything is. */
  readonly whole: string | RegExp;
}

const glaciers = '/package/alice/glaciers';

const visits: readonly Visit[] = [
  { who: 'alice', path: '/', whole: 'bob/ours' },
  { who: 'alice', path: glaciers, whole: 'Thickness surveys' },
  { who: 'admin', path: '/admin/users', whole: 'carol@example.com' },
  { who: 'alice', path: `${glaciers}/files/notes/field`, whole: 'nothing to report' },
  { who: 'alice', path: '/profile', whole: 'alice/weather' },
  { who: 'alice', path: '/code', whole: 'Paste this where' },
  { who: 'alice', path: '/account', whole: 'ends by itself' },
  { who: 'alice', path: '/search?q=weather', whole: 'alice/weather' },
  { who: 'alice', path: '/user/bob', whole: 'bob/ours' },
  { who: 'alice', path: `${glaciers}/files`, whole: 'surveys' },
  { who: 'alice', path: `${glaciers}/files?find=field`, whole: 'notes/field' },
  { who: 'alice', path: `${glaciers}/files/surveys/thickness`, whole: 'A00' },
  { who: 'alice', path: `${glaciers}/files/notes/field?view=history`, whole: '2 changes in 3 revisions' },
  { who: 'alice', path: `${glaciers}/revisions`, whole: 'reviewed' },
  { who: 'alice', path: `${glaciers}/compare/version:1.0...tag:latest`, whole: /added.*removed/ },
  { who: 'alice', path: `${glaciers}/comments`, whole: 'Surveys of' },
  { who: 'alice', path: `${glaciers}/settings`, whole: 'A tag names one revision' },
  { who: 'admin', path: '/admin/packages', whole: 'bob/secret' },
  { who: 'admin', path: '/admin/storage', whole: 'Largest objects' },
  { who: 'admin', path: '/admin/audit?type=PUSH', whole: 'alice/weather' },
];

const REFUSAL = 'The disk of the registry is full.';

type Fault = (route: Route) => Promise<void>;

const broken: Fault = (route) => route.fulfill({ status: 500, json: { message: REFUSAL, request_id: 'abc123' } });
const cut: Fault = (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"cut' });
const busy: Fault = (route) => route.fulfill({ status: 503, json: { message: REFUSAL } });
const away: Fault = (route) => route.abort('connectionrefused');

/** Calls that only add to a page: without them it is whole but for what they bring. */
function isExtra(call: string, path: string): boolean {
  const session = call === '/api/ui/session' && !/^\/(profile|code|account|admin)/.test(path);
  const choices = /^\/api\/ui\/revisions\//.test(call) && path.includes('/compare/');
  const lastChange = /^\/api\/ui\/history\//.test(call) && !path.includes('view=history');
  return session || choices || lastChange;
}

/** Bytes of a file are nothing that could be read wrong. */
const isRead = (call: string) => call.startsWith('/api/');

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

/** Parts of the page that have a name: what leads on, and what stands beside; but the changed paths are part of the answer that fails. */
const partsOf = (page: Page) => page.locator('main nav[aria-label]:not([aria-label="Changed paths"]), main aside[aria-label="About the package"]').evaluateAll((parts) => parts.map((part) => part.ariaLabel).toSorted());

const again = (page: Page) => page.getByRole('button', { name: 'Try again' });

const said = (page: Page) => page.getByText(/could not be (loaded|asked|shown)|cannot be reached|went wrong/).first();

/** One call fails from now on; what is given back ends that. */
async function failing(page: Page, call: string, fail: Fault): Promise<() => Promise<void>> {
  const which = (url: URL) => url.pathname === call;
  await page.route(which, fail);
  return () => page.unroute(which, fail);
}

for (const [index, visit] of visits.entries()) {
  test(`${visit.path} says what failed, keeps the rest, and goes on with another try`, after(3, index), async ({ watch, windowOf }) => {
    watch.expect(500);
    const page = await windowOf(visit.who);
    const calls = await callsOf(page, visit);
    const parts = await partsOf(page);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) await failsAndGoesOn(page, visit, call, parts);
  });
}

async function failsAndGoesOn(page: Page, { path, whole }: Visit, call: string, parts: readonly (string | null)[]) {
  const shown = page.locator('main').getByText(whole).first();
  const heading = page.getByRole('heading', { level: 1 });
  let repair = await failing(page, call, broken);
  await page.goto(path);
  if (isExtra(call, path)) {
    await expect(shown, `${call}: the page is whole without it`).toBeVisible();
    await expect(heading).toHaveCount(1);
    await repair();
    return;
  }
  await expect(said(page), `${call}: says so`).toBeVisible();
  await expect(heading, `${call}: has a heading`).toHaveCount(1);
  await expect(page.getByRole('banner')).toBeVisible();
  if (isRead(call)) {
    await expect(page.getByText(REFUSAL).first(), `${call}: says why`).toBeVisible();
    await expect(page.getByText('abc123').first(), `${call}: says which request`).toBeVisible();
  }
  if ((await heading.innerText()) !== 'Something went wrong') expect(await partsOf(page), `${call}: keeps the rest`).toEqual(parts);

  if (isRead(call)) {
    await repair();
    repair = await failing(page, call, cut);
    await again(page).first().click();
    await expect(page.getByText('The server sent an answer that cannot be read.').first(), `${call}: half an answer`).toBeVisible();
    await expect(heading, `${call}: half an answer`).toHaveCount(1);
  }

  await repair();
  await again(page).first().click();
  await expect(shown, `${call}: after another try`).toBeVisible();
  await expect(again(page), `${call}: after another try`).toHaveCount(0);
}

/** One for each way in which pages read: a whole page, a part of one, lists, bytes, rows, and what others may not see. */
const ways: readonly (Visit & { readonly call: RegExp })[] = [
  { who: 'alice', path: `${glaciers}/files/surveys/thickness`, whole: 'A00', call: /^\/api\/ui\/rows\// },
  { who: 'alice', path: glaciers, whole: 'Thickness surveys', call: /^\/api\/ui\/package\// },
  { who: 'alice', path: `${glaciers}/files`, whole: 'surveys', call: /^\/api\/ui\/tree\// },
  { who: 'alice', path: `${glaciers}/files/notes/field`, whole: 'nothing to report', call: /^\/raw\// },
  { who: 'alice', path: '/search?q=weather', whole: 'alice/weather', call: /^\/api\/ui\/search/ },
  { who: 'admin', path: '/admin/users', whole: 'carol@example.com', call: /^\/api\/ui\/(admin\/)?users/ },
];

for (const [index, visit] of ways.entries()) {
  test(`${visit.path} says that nothing answers, that it is busy, gone or not allowed, and that it waits`, after(1, index), async ({ watch, windowOf }) => {
    watch.expect(401, 404, 503);
    watch.expectNoConnection();
    const first = await windowOf(visit.who);
    const call = (await callsOf(first, visit)).find((path) => visit.call.test(path)) ?? '';
    expect(call).not.toBe('');
    const context = first.context();
    // Pages wait before they ask again, so these wait together.
    await Promise.all([busyAndAgain, awayAndBack, gone, unanswered].map(async (tried) => {
      const page = await context.newPage();
      await tried(page, visit, call);
      await page.close();
    }));
  });
}

async function busyAndAgain(page: Page, { path, whole }: Visit, call: string) {
  const repair = await failing(page, call, busy);
  await page.goto(path);
  await expect(said(page), 'busy').toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }), 'busy').toHaveCount(1);
  await repair();
  await again(page).first().click();
  await expect(page.locator('main').getByText(whole).first(), 'busy no more').toBeVisible();
}

/** Where nothing was reached, the page goes on by itself. */
async function awayAndBack(page: Page, { path, whole }: Visit, call: string) {
  const repair = await failing(page, call, away);
  await page.goto(path);
  await expect(page.getByText(/cannot be reached/).first(), 'away').toBeVisible();
  await expect(page.getByRole('banner'), 'away').toBeVisible();
  await repair();
  await expect(page.locator('main').getByText(whole).first(), 'back').toBeVisible();
  await expect(again(page), 'back').toHaveCount(0);
  await expect(page.getByText(/cannot be reached/), 'back').toHaveCount(0);
}

async function gone(page: Page, { path }: Visit, call: string) {
  for (const status of [404, 401]) {
    const repair = await failing(page, call, (route) => route.fulfill({ status, json: { message: REFUSAL } }));
    await page.goto(path);
    await expect(page.getByText(/could not be (loaded|shown)|Nothing here|has nothing at/).first(), `status ${status}`).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 }), `status ${status}`).toHaveCount(1);
    await expect(page.getByRole('banner'), `status ${status}`).toBeVisible();
    await repair();
  }
}

async function unanswered(page: Page, { path, whole }: Visit, call: string) {
  let answer = () => { /* nobody waits yet */ };
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  await failing(page, call, async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(path);
  await expect(page.getByRole('status').filter({ hasText: 'Loading' }).first(), 'no answer yet').toBeVisible();
  await expect(page.getByRole('banner'), 'no answer yet').toBeVisible();
  answer();
  await expect(page.locator('main').getByText(whole).first(), 'answered').toBeVisible();
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
  await page.getByRole('combobox', { name: 'Add somebody' }).fill('carol');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(REFUSAL)).toHaveCount(2);
  await expect(page.getByRole('combobox', { name: 'Add somebody' })).toHaveValue('carol');
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

  await expect(page.getByRole('table').getByRole('link', { name: 'surveys' })).toBeVisible();
  await expect(page.getByText('The registry cannot be reached.')).toHaveCount(0);
});

test('a page whose script did not come is loaded anew by itself, and once only', async ({ watch, windowOf }) => {
  watch.expectNoConnection();
  const page = await windowOf('alice');
  await page.goto(glaciers);
  await expect(page.getByText('Thickness surveys').first()).toBeVisible();
  const script = /\/assets\/FilesPage-[^/]*\.js$/;
  let loads = 0;
  page.on('load', () => { loads += 1; });
  await page.route(script, (route) => (loads === 0 ? route.abort('connectionreset') : route.continue()));
  await page.getByRole('link', { name: /^Files/ }).click();
  await expect(page.getByRole('table').getByRole('link', { name: 'surveys' })).toBeVisible();
  expect(loads).toBe(1);

  await page.unroute(script);
  await page.route(script, (route) => route.abort('connectionreset'));
  await page.reload();
  await expect(page.getByText('The browser could not run it.')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByText('The browser could not run it.')).toBeVisible();
  expect(loads).toBe(2);
});
