import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { speakPseudo, unmarked } from '../testing/pseudo';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { windowMatches } from '../testing/window';
import { routes } from './routes';

const other = '77aa'.padEnd(64, '0');
const then = 1_700_000_000;
const card = { owner: 'ada', name: 'glaciers', visibility: 'private', description: 'Thickness.', updated_at: then, updated_by: 'ada', size: 10, files: 1 };
const entry = { path: 'thickness', name: 'thickness', kind: 'table', type: '.csv', original_name: null, size: 881, files: 1, rows: 3, hash };
const folder = { ...entry, path: 'notes', name: 'notes', kind: 'group', type: '' };
const node = { ...entry, rows: null, objects: [{ hash, size: 881 }], content_type: null, metadata: { q_ext: 'csv' }, metadata_hash: hash, user_metadata: { unit: 'm', depth: 4 }, previous: null, next: null };
const blob = { ...node, path: 'blob', name: 'blob', kind: 'file', type: '.bin' };
const schema = [{ name: 'station', type: 'VARCHAR', kind: 'text' }, { name: 'depth', type: 'DOUBLE', kind: 'number' }];
const none = { nulls: 0, distinct: null, min: null, max: null, bars: null, top: null, failed: null };
const revision = { hash, author: 'ada', created: then, tags: ['latest'], versions: [], size: 10, files: 1, previous: other, changes: { added: 1, removed: 2, changed: 3 } };
const side = { kind: 'file', type: '.txt', size: 10, hash };
const change = { path: 'notes', change: 'changed', from: null, before: side, after: { ...side, size: 12 }, contents_changed: true, metadata_changed: false };
const comment = { id: '1', author: 'ada', created: then, edited: then, hidden: true, contents: 'Surveys.', changeable_until: 4_000_000_000 };
const user = { name: 'bob', email: 'x@lab.example', state: 'disabled', is_admin: true, packages: 2, installs: 3, previews: 4, pushes: 5, deletes: 0, date_joined: 1, last_seen: null };
const session = { id: 'x', kind: 'browser', agent: 'Firefox/1 Linux', current: false, made_at: then, used_at: null, expires_at: 4_000_000_000 };
const pushed = { owner: 'ada', name: 'glaciers', visibility: 'team', author: 'bob', created: then, hash };
const weeks = Array.from({ length: 52 }, (_, week) => week);

/** What the registry says; its words are no texts of the catalog. */
const answers: Readonly<Record<string, unknown>> = {
  'GET /api/ui/home': { opened: [], recent: [card], own: [card], shared: [card], totals: { recent: 9, own: 9, shared: 9 }, empty: false },
  'GET /api/ui/activity': { pushes: [pushed], comments: [{ ...pushed, id: '1', text: 'Surveys.' }] },
  'GET /api/ui/search': {
    total: 30, page: 1, pages: 2, packages: [{ ...card, snippet: null, owner_marks: [], name_marks: [] }],
    facets: { owner: [{ value: 'ada', count: 1 }], visibility: [{ value: 'private', count: 1 }], tag: [{ value: '', count: 1 }], type: [] },
  },
  'GET /api/code': { code: 'xyz' },
  'GET /api/ui/sessions': { sessions: [session, { ...session, id: 'y', kind: null, agent: null, current: true, used_at: then }] },
  'GET /api/ui/package/ada/glaciers/latest': { ...glaciers, is_latest: false, readme: { text: '', truncated: true, hash } },
  'GET /api/ui/usage/ada/glaciers': { start: then, installs: { weeks, total: 9 }, views: { weeks, total: 9 }, last_install: { created: then, user: null } },
  'GET /api/ui/tree/ada/glaciers/latest': { hash, path: '', size: 9, files: 2, total: 9, entries: [entry, folder], next: 'x' },
  'GET /api/ui/find/ada/glaciers/latest': { hash, total: 9, entries: [entry] },
  'GET /api/ui/node/ada/glaciers/latest/thickness': node,
  'GET /api/ui/node/ada/glaciers/latest/blob': blob,
  'GET /api/ui/history/ada/glaciers/latest/blob': { hash, path: 'blob', looked: 2, changes: [{ hash, author: 'ada', created: then, tags: [], versions: [], change: 'changed', previous: other }], next: null },
  [`GET /api/ui/rows/ada/glaciers/${hash}/thickness`]: {
    hash, path: 'thickness', format: 'csv', delimiter: ',', header: true, sheets: null, sheet: null, schema, columns: [0, 1], total: 1, offset: 0, rows: [['x', 1]], cut: [], partial: { read: 10, of: 20 },
  },
  [`GET /api/ui/summary/ada/glaciers/${hash}/thickness`]: {
    status: 200, hash, path: 'thickness', rows: 1, partial: { read: 10, of: 20 },
    columns: [{ ...schema[0], ...none, distinct: 3, nulls: 1, top: [{ value: 'x', count: 1 }] }, { ...schema[1], ...none, min: 0, max: 2, bars: [{ from: 0, to: 2, count: 1 }] }],
  },
  'GET /api/ui/revisions/ada/glaciers': { total: 9, revisions: [revision], next: 'x' },
  [`GET /api/ui/compare/ada/glaciers/${other}/${hash}`]: {
    base: { ...glaciers.revision, hash: other }, head: glaciers.revision, next: 'x', total: 9, changes: [change],
    summary: { added: 1, removed: 0, changed: 1, moved: 0, bytes_added: 12, bytes_removed: 10 },
  },
  'GET /api/ui/comments/ada/glaciers': { comments: [comment, { ...comment, id: '2', author: 'bob', edited: null }], may_hide: true },
  'GET /api/access/ada/glaciers/': { users: ['ada', 'bob'] },
  'GET /api/invite/ada/glaciers/': { invitations: [{ invitation_id: 7, email: 'new@x.example', invited_at: '2026-01-02T03:04:05+00:00' }] },
  'GET /api/ui/users': { users: ['carol'] },
  'GET /api/ui/admin/users': { total: 9, users: [user], next: 'x' },
  'GET /api/ui/admin/packages': { total: 1, packages: [{ ...card, deleted: true, revisions: 1, installs: 1, previews: 1, pushes: 1, last_push: null }], next: null },
  'GET /api/ui/admin/storage': {
    objects: 3, bytes: 10, logical_bytes: 20, saved: 0.5, disk: { free: 1, total: 2 }, owners: [{ owner: 'ada', packages: 1, objects: 1, bytes: 1 }],
    packages: [{ owner: 'ada', name: 'glaciers', objects: 1, bytes: 1 }], kinds: [{ type: '', files: 1 }], largest: [{ owner: 'ada', name: 'glaciers', hash, bytes: 1 }],
  },
  'GET /api/ui/admin/audit': { events: [{ id: 9, created: then, user: null, type: 'INSTALL', owner: 'ada', name: 'glaciers', hash, extra: null }], next: null },
  'GET /api/ui/admin/backups': { kept: true, schedule: 'daily', at: '03:00', next: then, due: true, last: { created: then, problems: 1, verified: 'no' } },
};

/** What is there in every language: names of things, units, what the configuration says. */
const told = new Set(
  [JSON.stringify(answers), JSON.stringify(someConfig), JSON.stringify(glaciers), 'kB MB GB Firefox Linux quilt ms Nov ice abc one two'].flatMap((all) => all.match(/\p{L}{2,}/gu) ?? []),
);

function foreign(): string[] {
  return unmarked().filter((text) => (text.match(/\p{L}{2,}/gu) ?? []).some((word) => !told.has(word)));
}

function registry(who: string | null = 'ada') {
  const calls = new FakeRegistry().session(who, true);
  for (const [call, body] of Object.entries(answers)) calls.on(call, () => answer(body));
  return calls.on(`GET /raw/ada/glaciers/${hash}/blob`, () => new Response('abc')).on(`GET /raw/ada/glaciers/${hash}/notes`, () => new Response('one\n2\n')).on(`GET /raw/ada/glaciers/${other}/notes`, () => new Response('one\ntwo\n'));
}

beforeEach(() => {
  speakPseudo();
  windowMatches(true);
});

/** Once the page says it, it is all there; the words are those of the catalogue or of the registry. */
async function settled(words: RegExp) {
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
}

const glaciersAt = '/package/ada/glaciers';

const pages: readonly (readonly [string, string])[] = [
  ['/', 'Latest comments'],
  ['/profile', 'the search finds the rest'],
  ['/search?q=ice&owner=bob', 'Best first'],
  ['/user/ada', 'Recent pushes'],
  ['/code', 'xyz'],
  ['/account', 'this browser'],
  ['/nothing/here/at/all', 'Nothing here'],
  [glaciersAt, 'Last installed'],
  [`${glaciersAt}/files`, 'Files or rows'],
  [`${glaciersAt}/files?find=thick`, 'in the whole revision'],
  [`${glaciersAt}/files/thickness?order=1:desc&where=0:eq:x`, 'First line names the columns'],
  [`${glaciersAt}/files/blob`, 'Files of this kind'],
  [`${glaciersAt}/files/blob?view=metadata`, 'Noted when it was built'],
  [`${glaciersAt}/files/blob?view=history`, 'What changed'],
  [`${glaciersAt}/query`, 'SELECT statement'],
  [`${glaciersAt}/revisions`, 'What changed'],
  [`${glaciersAt}/compare/${other}...${hash}`, 'Swap'],
  [`${glaciersAt}/comments`, 'Write a comment'],
  [`${glaciersAt}/settings`, 'Withdraw'],
  ['/admin/users', 'bob'],
  ['/admin/packages', 'Last push'],
  ['/admin/storage', 'Largest objects'],
  ['/admin/audit', 'nobody signed in'],
  ['/admin/system', 'Do not rely'],
];

describe('every text comes from the catalogue', () => {
  it.each(pages)('at %s', async (address, words) => {
    registry();
    open(address, routes(someConfig));
    await settled(new RegExp(words));
    expect(foreign()).toEqual([]);
  });

  it.each([
    ['/', 'This registry keeps packages'],
    ['/signin', 'Forgot your password'],
    ['/signup', 'Password again'],
    ['/reset_password', 'Send a link'],
    ['/reset_password/x', 'Choose a password'],
    ['/activation_error', 'An activation link'],
  ])('at %s of nobody', async (address, words) => {
    registry(null);
    open(address, routes(someConfig));
    await settled(new RegExp(words));
    expect(foreign()).toEqual([]);
  });

  it('in what is wrong with a form', async () => {
    registry(null);
    open('/signup', routes(someConfig));
    fireEvent.submit((await screen.findByRole('textbox', { name: /Mail address/ })).closest('form') ?? document.body);
    expect(screen.getByText(/Enter a username/)).toBeVisible();
    expect(foreign()).toEqual([]);
  });

  it.each([
    [`${glaciersAt}/settings`, /Delete package/, /Keep it/],
    ['/account', /End all other sessions/, /End them/],
    ['/admin/users', /Create user/, /Small letters/],
    ['/', /Theme and language/, /Dark/],
    [glaciersAt, /choose another/, /All revisions/],
    ['/admin/users', /Actions for/, /Enable user/],
  ])('at %s after the button %s', async (address, button, words) => {
    registry();
    open(address, routes(someConfig));
    await userEvent.click((await screen.findAllByRole('button', { name: button }))[0] ?? document.body);
    await settled(words);
    expect(foreign()).toEqual([]);
  });

  it('in what is behind keys: where to go, and which keys there are', async () => {
    registry();
    open(glaciersAt, routes(someConfig));
    await settled(/Last installed/);
    await userEvent.keyboard('{Control>}k{/Control}');
    await settled(/Go to/);
    expect(foreign()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    await userEvent.keyboard('?');
    await settled(/Next row of a list/);
    expect(foreign()).toEqual([]);
  });

  it('in the lines that differ', async () => {
    registry();
    open(`${glaciersAt}/compare/${other}...${hash}`, routes(someConfig));
    await screen.findAllByText(/notes/);
    fireEvent.click(document.querySelector('main details summary') ?? document.body);
    await settled(/Open the file/);
    await screen.findByRole('group', { name: /Differences/ });
    expect(foreign()).toEqual([]);
  });
});
