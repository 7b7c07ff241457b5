import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { keepOpened, readOpened } from '../lib/opened';
import { answer, type Call, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

const card = { visibility: 'private', description: null, updated_at: 1_700_000_000, updated_by: 'ada', size: 10, files: 1 };
const cards = (owner: string, ...names: string[]) => names.map((name) => ({ ...card, owner, name }));
const push = { owner: 'bob', name: 'weather', visibility: 'team', author: 'bob', created: 1_700_000_000, hash };
const remark = { id: '1'.padStart(16, '0'), owner: 'ada', name: 'glaciers', visibility: 'private', author: 'bob', created: 1_700_000_000, text: 'Surveys are in.' };

const home = ({ query }: Call) =>
  answer({
    opened: query.getAll('opened').filter((handle) => handle !== 'bob/secret').map((handle) => ({ ...card, owner: handle.split('/')[0], name: handle.split('/')[1] })),
    recent: cards('bob', 'weather'),
    own: cards('ada', 'glaciers'),
    shared: cards('bob', 'lent'),
    totals: { recent: 9, own: 1, shared: 1 },
    empty: false,
    status: 200,
  });

function registry(user: string | null = 'ada') {
  return new FakeRegistry()
    .session(user)
    .on('GET /api/ui/home', home)
    .on('GET /api/ui/activity', () => answer({ pushes: [push], comments: [remark], status: 200 }))
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers));
}

const headings = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

it('shows at home what was opened here and may still be seen, and what people do', async () => {
  keepOpened('ada', 'bob/secret');
  keepOpened('ada', 'ada/glaciers');
  registry();
  open('/', routes(someConfig));
  expect(await screen.findByRole('list', { name: 'Latest comments' })).toHaveTextContent('Surveys are in.');
  expect(headings()).toEqual(['Recently opened', 'Recently updated', 'Shared with you', 'Your packages', 'Latest pushes', 'Latest comments']);
  expect(within(screen.getByRole('list', { name: 'Recently opened' })).getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['ada/glaciers']);
  expect(screen.getByRole('link', { name: 'Show all 9' })).toBeVisible();
  expect(within(screen.getByRole('list', { name: 'Latest pushes' })).getByRole('link')).toHaveAttribute('href', `/package/bob/weather/at/${hash}`);
});

it('shows six of what was opened, and all of it when asked', async () => {
  ['a', 'b', 'c', 'd', 'e', 'f', 'g'].forEach((name) => { keepOpened('ada', `ada/${name}`); });
  registry();
  open('/', routes(someConfig));
  const list = await screen.findByRole('list', { name: 'Recently opened' });
  expect(within(list).getAllByRole('link')[0]).toHaveTextContent('ada/g');
  expect(within(list).getAllByRole('link')).toHaveLength(6);
  await userEvent.click(screen.getByRole('button', { name: 'Show all 7' }));
  expect(within(list).getAllByRole('link')).toHaveLength(7);
});

it('does not tell one person what another opened in the same browser', async () => {
  keepOpened('bob', 'ada/glaciers');
  registry('ada');
  open('/', routes(someConfig));
  expect(await screen.findByRole('heading', { name: 'Recently updated' })).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Recently opened' })).toBeNull();
});

it('keeps which packages were opened until one signs out', async () => {
  registry().on('DELETE /api/ui/session', () => answer({}));
  const router = open('/package/ada/glaciers', routes(someConfig));
  await expect.poll(readOpened).toEqual({ user: 'ada', handles: ['ada/glaciers'] });
  await router.navigate('/signout');
  await expect.poll(readOpened).toBeUndefined();
});

it('welcomes whoever is not signed in, with what everybody may see and nothing else', async () => {
  const calls = registry(null);
  open('/', routes(someConfig));
  expect(await screen.findByRole('list', { name: 'Public packages' })).toBeVisible();
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'Sign in' })).toBeVisible();
  expect(headings()).toEqual(['Public packages']);
  expect(calls.made('GET /api/ui/activity')).toHaveLength(0);
});

it('keeps the lists where what people do cannot be had', async () => {
  registry().on('GET /api/ui/activity', () => answer({ message: 'No.', request_id: 'r7' }, 500));
  open('/', routes(someConfig));
  expect(await screen.findByText('r7')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Your packages' })).toBeVisible();
});

const zeros = (...last: number[]) => [...Array.from({ length: 52 - last.length }, () => 0), ...last];
const usage = { start: 1_668_988_800, installs: { weeks: zeros(3, 4), total: 31 }, views: { weeks: zeros(0, 12), total: 40 }, last_install: { user: 'bob', created: 1_700_000_000 }, status: 200 };

it('shows the usage by week, for keys and as a table, over the time that is chosen', async () => {
  registry().on('GET /api/ui/usage/ada/glaciers', () => answer(usage));
  open('/package/ada/glaciers', routes(someConfig));
  const chart = await screen.findByRole('slider', { name: 'Week of the usage' });
  expect(chart).toHaveAttribute('aria-valuemax', '52');
  expect(chart.getAttribute('aria-valuetext')).toMatch(/: 4 installs, 12 views$/);
  chart.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(chart.getAttribute('aria-valuetext')).toMatch(/: 3 installs, 0 views$/);
  expect(screen.getByText(/^Week from .*: 3 installs, 0 views$/)).toBeVisible();
  await userEvent.keyboard('{Home}');
  expect(chart).toHaveAttribute('aria-valuenow', '1');
  await userEvent.click(screen.getByRole('button', { name: '8 weeks' }));
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuemax', '8');
  expect(screen.queryByRole('table')).toBeNull();
  await userEvent.click(screen.getByText('As a table'));
  expect(within(await screen.findByRole('table')).getAllByRole('row')).toHaveLength(9);
  expect(screen.getByText(/Last installed/)).toHaveTextContent('by bob');
});

it('says nothing of who installed last to anybody but the owner', async () => {
  registry()
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer({ ...glaciers, rights: { ...glaciers.rights, owner: false } }))
    .on('GET /api/ui/usage/ada/glaciers', () => answer({ ...usage, last_install: null }));
  open('/package/ada/glaciers', routes(someConfig));
  expect(await screen.findByRole('slider')).toBeVisible();
  expect(screen.queryByText(/installed/i, { selector: 'p' })).toBeNull();
});

it('keeps the README where the usage cannot be had', async () => {
  registry().on('GET /api/ui/usage/ada/glaciers', () => answer({ message: 'No.' }, 500));
  open('/package/ada/glaciers', routes(someConfig));
  expect(await screen.findByText('The usage by week could not be loaded.')).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Glaciers', level: 2 })).toBeVisible();
});

it('tells of a newer revision when one comes back, and loads it only when asked', async () => {
  const other = 'ab12'.padEnd(64, '1');
  let latest = hash;
  const calls = registry().on('GET /api/ui/latest/ada/glaciers', () => answer({ hash: latest, updated_at: 1_700_000_500, updated_by: 'bob', status: 200 }));
  open('/package/ada/glaciers', routes(someConfig));
  expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
  expect(calls.made('GET /api/ui/latest/ada/glaciers')).toHaveLength(0);
  fireEvent.focus(window);
  await expect.poll(() => calls.made('GET /api/ui/latest/ada/glaciers').length).toBe(1);
  expect(screen.queryByRole('button', { name: 'Load it' })).toBeNull();

  latest = other;
  calls.on('GET /api/ui/package/ada/glaciers/latest', () => answer({ ...glaciers, latest: other, revision: { ...glaciers.revision, hash: other } }));
  fireEvent.focus(window);
  const load = await screen.findByRole('button', { name: 'Load it' });
  expect(screen.getByRole('status', { name: 'Newer revision' })).toHaveTextContent(/ab12111111 is the latest revision now, pushed by bob/);
  expect(calls.made('GET /api/ui/package/ada/glaciers/latest')).toHaveLength(1);
  await userEvent.click(load);
  expect(await screen.findByRole('button', { name: /ab12111111/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Load it' })).toBeNull();
});

it('tells of nothing newer once the page was loaded anew and shows the latest, whatever was newer before', async () => {
  const calls = registry().on('GET /api/ui/latest/ada/glaciers', () => answer({ hash: 'ab12'.padEnd(64, '1'), updated_at: 1_700_000_500, updated_by: 'bob', status: 200 }));
  open('/package/ada/glaciers', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  fireEvent.focus(window);
  await userEvent.click(await screen.findByRole('button', { name: 'Load it' }));
  await expect.poll(() => calls.made('GET /api/ui/package/ada/glaciers/latest').length).toBe(2);
  expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Load it' })).toBeNull();
});

it('says no more of a newer revision that is not wanted now', async () => {
  registry().on('GET /api/ui/latest/ada/glaciers', () => answer({ hash: 'ab12'.padEnd(64, '1'), updated_at: 1_700_000_500, updated_by: 'bob', status: 200 }));
  open('/package/ada/glaciers', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  fireEvent.focus(window);
  await userEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  fireEvent.focus(window);
  expect(screen.queryByRole('button', { name: 'Load it' })).toBeNull();
});

it('shows what a person pushed last', async () => {
  const none = { owner: [], visibility: [], tag: [], type: [] };
  const calls = registry().on('GET /api/ui/search', () => answer({ total: 0, page: 1, pages: 1, packages: [], facets: none, status: 200 }));
  open('/user/bob', routes(someConfig));
  expect(await screen.findByRole('list', { name: 'Recent pushes of bob' })).toHaveTextContent('bob/weather');
  expect(calls.made('GET /api/ui/activity')[0]?.query.get('user')).toBe('bob');
});

const backups = { kept: true, schedule: 'daily', at: '03:00', next: 1_800_000_000, due: false, last: { created: 1_700_000_000, problems: 0, verified: 'good' }, status: 200 };

it.each([
  { state: backups, words: 'complete; verified and good', hint: null },
  { state: { ...backups, last: null }, words: 'every day at 03:00', hint: /No backup was ever made/ },
  { state: { ...backups, last: { created: 1, problems: 2, verified: 'no' } }, words: 'incomplete: 2 objects missing or damaged; not verified yet', hint: /Do not rely/ },
  { state: { ...backups, due: true }, words: 'due now', hint: /has been due since/ },
  { state: { ...backups, kept: false, schedule: 'off', next: null, last: null }, words: 'never, in test mode', hint: /test mode: all it holds is gone/ },
])('tells administrators how it stands with backups: $words', async ({ state, words, hint }) => {
  new FakeRegistry().session('ada', true).on('GET /api/ui/admin/backups', () => answer(state));
  open('/admin/system', routes(someConfig));
  expect(await screen.findByText(words)).toBeVisible();
  if (hint === null) expect(screen.queryByRole('note')).toBeNull();
  else expect(screen.getByRole('note')).toHaveTextContent(hint);
});
