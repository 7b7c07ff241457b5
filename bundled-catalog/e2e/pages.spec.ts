import type { Page } from '@playwright/test';
import type { Who } from './support/people';
import { expect, expectGoodAtEverySize, test } from './support/test';
import { THOROUGH } from './support/thorough';

/** A page in one of its states: where it is, who looks, and what shows that it is all there. */
interface State {
  readonly name: string;
  readonly who: Who | null;
  readonly path: string;
  readonly ready: (page: Page) => Promise<void>;
  /** Statuses that the page is about. */
  readonly refused?: readonly number[];
}

const heading = (name: string | RegExp) => async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
};

const text = (words: string | RegExp) => async (page: Page) => {
  await expect(page.locator('main').getByText(words).first()).toBeVisible();
};

const glaciers = '/package/alice/glaciers';

const states: readonly State[] = [
  { name: 'home of nobody', who: null, path: '/', ready: text('alice/weather') },
  { name: 'home', who: 'alice', path: '/', ready: text('bob/ours') },
  { name: 'sign in', who: null, path: '/signin', ready: heading('Sign in') },
  { name: 'sign up', who: null, path: '/signup', ready: heading('Sign up') },
  { name: 'reset password', who: null, path: '/reset_password', ready: heading('Reset your password') },
  { name: 'choose a password', who: null, path: '/reset_password/no-such-link', ready: heading('Choose a password'), refused: [401] },
  { name: 'activation error', who: null, path: '/activation_error', ready: heading('This link did not work') },
  { name: 'code', who: 'alice', path: '/code', ready: text('Paste this where') },
  { name: 'search for all', who: 'alice', path: '/search?q=', ready: text('alice/glaciers') },
  { name: 'search with a word', who: 'alice', path: '/search?q=weather', ready: text('alice/weather') },
  { name: 'search without result', who: 'alice', path: '/search?q=nosuchword', ready: text('No package that you may see') },
  { name: 'profile', who: 'alice', path: '/profile', ready: text('alice/glaciers') },
  { name: 'account', who: 'alice', path: '/account', ready: text('ends by itself') },
  { name: 'empty profile', who: 'carol', path: '/profile', ready: text('You have not pushed') },
  { name: 'person', who: 'bob', path: '/user/alice', ready: text('alice/glaciers') },
  { name: 'person without packages', who: 'bob', path: '/user/carol', ready: text('carol has no packages') },
  { name: 'package', who: 'alice', path: glaciers, ready: text('Thickness surveys of alpine glaciers, revision 3.') },
  { name: 'package of somebody else', who: 'bob', path: glaciers, ready: text('Thickness surveys') },
  { name: 'package without README', who: 'alice', path: '/package/alice/plain', ready: text('This package has no README') },
  { name: 'old revision', who: 'alice', path: `${glaciers}/at/version:1.0`, ready: text('You are viewing an old revision') },
  { name: 'files', who: 'alice', path: `${glaciers}/files`, ready: text('surveys') },
  { name: 'deep folder', who: 'alice', path: `${glaciers}/files/deep/er/than/deeper`, ready: text('still') },
  { name: 'found files', who: 'alice', path: `${glaciers}/files?find=broken`, ready: text('broken/notebook') },
  { name: 'no file found', who: 'alice', path: `${glaciers}/files?find=nosuchfile`, ready: text('No path of this revision') },
  { name: 'no such path', who: 'alice', path: `${glaciers}/files/no/such`, ready: text('This revision has nothing at'), refused: [404] },
  { name: 'table', who: 'alice', path: `${glaciers}/files/surveys/thickness`, ready: text('A00') },
  { name: 'sorted and filtered table', who: 'alice', path: `${glaciers}/files/surveys/thickness?order=1:desc&where=0:eq:A00`, ready: text('A00') },
  { name: 'table from text', who: 'alice', path: `${glaciers}/files/surveys/raw`, ready: text('First line names the columns') },
  { name: 'table from lines of JSON', who: 'alice', path: `${glaciers}/files/surveys/events`, ready: text('2 rows') },
  { name: 'sheet of a workbook', who: 'alice', path: `${glaciers}/files/surveys/book`, ready: text('2900.5') },
  { name: 'other sheet of a workbook', who: 'alice', path: `${glaciers}/files/surveys/book?sheet=Remarks`, ready: text('All measured by radar.') },
  { name: 'text', who: 'alice', path: `${glaciers}/files/notes/field`, ready: text('nothing to report') },
  { name: 'Markdown', who: 'alice', path: `${glaciers}/files/notes/about`, ready: text('Who measured') },
  { name: 'empty file', who: 'alice', path: `${glaciers}/files/notes/empty`, ready: text('This file is empty') },
  { name: 'source code', who: 'alice', path: `${glaciers}/files/code/plot`, ready: text('Draws it') },
  { name: 'JSON', who: 'alice', path: `${glaciers}/files/code/setup`, ready: text('stations') },
  { name: 'notebook', who: 'alice', path: `${glaciers}/files/code/analysis`, ready: text('Mean thickness by station') },
  {
    name: 'picture',
    who: 'alice',
    path: `${glaciers}/files/pictures/map`,
    ready: async (page) => { await expect(page.getByRole('img', { name: 'map.png' })).toHaveJSProperty('naturalWidth', 64); },
  },
  {
    name: 'drawing',
    who: 'alice',
    path: `${glaciers}/files/pictures/sketch`,
    ready: async (page) => { await expect(page.getByRole('img', { name: 'sketch.svg' })).toHaveJSProperty('complete', true); },
  },
  { name: 'other file', who: 'alice', path: `${glaciers}/files/papers/blob`, ready: text('Files of this kind have no view of their own') },
  {
    name: 'statement',
    who: 'alice',
    path: `${glaciers}/query?q=${encodeURIComponent('SELECT * FROM "surveys/thickness"')}`,
    ready: async (page) => { await expect(page.getByRole('grid', { name: 'Result' })).toBeVisible(); },
  },
  { name: 'wrong statement', who: 'alice', path: `${glaciers}/query?q=SELECT+1+FROM+nothing`, ready: text('There is no table nothing'), refused: [400] },
  { name: 'metadata of a file', who: 'alice', path: `${glaciers}/files/surveys/thickness?view=metadata`, ready: text('instruments[0].name') },
  { name: 'history of a file', who: 'alice', path: `${glaciers}/files/notes/field?view=history`, ready: text('2 changes in 3 revisions') },
  { name: 'broken table', who: 'alice', path: `${glaciers}/files/broken/table`, ready: text('could not be shown as a table'), refused: [422] },
  { name: 'broken notebook', who: 'alice', path: `${glaciers}/files/broken/notebook`, ready: text('could not be shown as a notebook') },
  { name: 'broken JSON', who: 'alice', path: `${glaciers}/files/broken/tree`, ready: text('could not be shown as') },
  { name: 'broken picture', who: 'alice', path: `${glaciers}/files/broken/picture`, ready: text('could not be shown as a picture') },
  { name: 'revisions', who: 'alice', path: `${glaciers}/revisions`, ready: text('reviewed') },
  { name: 'comparison', who: 'alice', path: `${glaciers}/compare/version:1.0...tag:latest`, ready: text(/added.*removed/) },
  { name: 'comparison of equal revisions', who: 'alice', path: `${glaciers}/compare/tag:latest...tag:latest`, ready: text('No differences') },
  { name: 'comparison with nothing', who: 'alice', path: `${glaciers}/compare/tag:nosuch...tag:latest`, ready: text('nosuch'), refused: [404] },
  { name: 'comments', who: 'alice', path: `${glaciers}/comments`, ready: text('Surveys of') },
  { name: 'comments of nobody signed in', who: null, path: '/package/alice/weather/comments', ready: text('Sign in to comment') },
  { name: 'settings', who: 'alice', path: `${glaciers}/settings`, ready: text('A tag names one revision') },
  { name: 'people with access', who: 'bob', path: `${glaciers}/settings`, ready: text('alice') },
  { name: 'users', who: 'admin', path: '/admin/users', ready: text('carol') },
  { name: 'packages of everybody', who: 'admin', path: '/admin/packages', ready: text('bob/secret') },
  { name: 'storage', who: 'admin', path: '/admin/storage', ready: text('Largest objects') },
  { name: 'audit', who: 'admin', path: '/admin/audit?type=PUSH', ready: text('alice/weather') },
  { name: 'system', who: 'admin', path: '/admin/system', ready: text('Version') },
  { name: 'administration for others', who: 'alice', path: '/admin/users', ready: text(/administrator/i), refused: [403] },
  { name: 'no such page', who: null, path: '/no/such/page', ready: heading('Nothing here'), refused: [404] },
  { name: 'no such package', who: 'alice', path: '/package/alice/nosuch', ready: heading('Nothing here'), refused: [404] },
  { name: 'package that one may not see', who: 'alice', path: '/package/bob/secret', ready: heading('Nothing here'), refused: [404] },
  { name: 'package that nobody signed in may see', who: null, path: glaciers, ready: heading('Nothing here'), refused: [401, 404] },
];

/** States that differ little from others. */
const alike = new Set([
  'reset password', 'choose a password', 'activation error', 'search with a word', 'empty profile', 'person without packages',
  'package of somebody else', 'deep folder', 'no file found', 'no such path', 'sorted and filtered table', 'table from lines of JSON',
  'other sheet of a workbook', 'Markdown', 'empty file', 'source code', 'drawing', 'wrong statement', 'broken notebook', 'broken JSON',
  'broken picture', 'comparison of equal revisions', 'comparison with nothing', 'comments of nobody signed in', 'people with access',
  'administration for others', 'no such package', 'package that nobody signed in may see',
]);

for (const { name, who, path, ready, refused = [] } of states) {
  test(`${name}: is whole, legible and accessible at every size`, alike.has(name) ? THOROUGH : {}, async ({ watch, windowOf }) => {
    watch.expect(...refused);
    const page = await windowOf(who);
    await page.goto(path);
    await ready(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/\S/);
    await expectGoodAtEverySize(page);
  });
}

test('PDF: is framed with its bytes from this site', async ({ windowOf }) => {
  const page = await windowOf('alice');
  const answered = page.waitForResponse((response) => response.url().includes('/raw/') && response.url().includes('paper'));
  await page.goto(`${glaciers}/files/papers/paper`);
  const answer = await answered;
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  await expect(page.locator('iframe[title=paper]')).toBeVisible();
});

test('a session that ends elsewhere is said, what is on the screen stays, and one comes back to it', async ({ watch, windowOf }) => {
  watch.expect(401);
  const page = await windowOf(null);
  await page.goto(`/signin?next=${encodeURIComponent(`${glaciers}/comments`)}`);
  // The page asks for its counts last; without a session they are those of a package that one may not see.
  const counted = page.waitForResponse((response) => response.url().includes('/api/ui/usage/'));
  await signInAs(page, 'bob', 'correct horse');
  const field = page.getByLabel('Write a comment');
  await field.fill('typed before the session ended');
  await counted;
  await page.context().clearCookies();

  await page.getByRole('button', { name: 'Comment', exact: true }).click();

  const banner = page.getByText('Your session has ended.').first();
  await expect(banner).toBeVisible();
  await expect(field).toHaveValue('typed before the session ended');
  await expectGoodAtEverySize(page);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await signInAs(page, 'bob', 'correct horse');
  await expect(page).toHaveURL(new RegExp(`${glaciers}/comments$`));
  await expect(page.getByLabel('Write a comment')).toHaveValue('typed before the session ended');
});

test('loading: bars that say what they wait for', async ({ windowOf }) => {
  const page = await windowOf('alice');
  // The answer comes when the test has seen enough.
  let goOn = () => { /* nobody waits yet */ };
  const seen = new Promise<void>((resolve) => { goOn = resolve; });
  await page.route('**/api/ui/package/**', async (route) => {
    await seen;
    await route.continue();
  });
  await page.goto(glaciers);
  await expect(page.getByRole('status').filter({ hasText: 'Loading the package' })).toBeVisible();
  await expectGoodAtEverySize(page);
  goOn();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('wrong entries: each is said at its field, the first has the focus', async ({ watch, windowOf }) => {
  watch.expect(401);
  const page = await windowOf(null);
  await page.goto('/signup');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText('Enter a username')).toBeVisible();
  await expect(page.getByLabel('Username')).toBeFocused();
  await expectGoodAtEverySize(page);
  await page.goto('/signin');
  await page.getByLabel('Username').fill('nobody_at_all');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('do not fit together')).toBeVisible();
  await expectGoodAtEverySize(page);
});

test('menus and dialogs: accessible while they are open', async ({ windowOf }) => {
  const page = await windowOf('admin');
  await page.goto('/admin/users');
  await page.getByRole('button', { name: 'Actions for alice' }).click();
  await expect(page.getByRole('menuitem', { name: 'Disable user' })).toBeVisible();
  await expectGoodAtEverySize(page);
  await page.getByRole('menuitem', { name: 'Disable user' }).click();
  await expect(page.getByRole('dialog', { name: 'Disable user' })).toBeVisible();
  await expectGoodAtEverySize(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wea');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectGoodAtEverySize(page);
});

async function signInAs(page: Page, name: string, password: string) {
  await page.getByLabel('Username').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
}

test('the section that is open is in sight where there is no room for all', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${glaciers}/settings`);
  const sections = page.getByRole('navigation', { name: 'Sections of the package' });
  await expect(sections.getByRole('link', { name: 'Settings' })).toBeInViewport({ ratio: 0.9 });
  await expect(sections.getByRole('link', { name: 'Readme' })).not.toBeInViewport();
});
