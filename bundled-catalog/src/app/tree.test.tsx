import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { windowMatches } from '../testing/window';
import { routes } from './routes';

const entry = { original_name: null, type: '', rows: null, hash: null, has_metadata: false, size: 1, files: 1 };
const folders: Readonly<Record<string, { name: string; kind: 'group' | 'file' }[]>> = {
  '': [{ name: 'raw', kind: 'group' }, { name: 'surveys', kind: 'group' }, { name: 'zones', kind: 'file' }],
  surveys: [{ name: 'early', kind: 'group' }, { name: 'notes', kind: 'file' }],
  raw: [{ name: 'first', kind: 'file' }],
};
const TREE = `GET /api/ui/tree/ada/glaciers/${hash}`;
const NODE = `GET /api/ui/node/ada/glaciers/${hash}/surveys/notes`;

function registry() {
  const node = {
    ...entry, hash, path: 'surveys/notes', name: 'notes', kind: 'file', type: '.txt', size: 0,
    objects: [], content_type: null, metadata: null, metadata_hash: null, user_metadata: null, previous: null, next: null, status: 200,
  };
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on(NODE, () => answer(node))
    .on('GET /api/ui/node/ada/glaciers/latest/raw/first', () => answer({ ...node, path: 'raw/first', name: 'first' }))
    .on('GET /api/ui/node/ada/glaciers/latest/raw', () => answer({ ...node, path: 'raw', name: 'raw', kind: 'group' }))
    .on(TREE, ({ query }) => {
      const path = query.get('path') ?? '';
      const members = (folders[path] ?? []).map((one) => ({ ...entry, ...one, path: path === '' ? one.name : `${path}/${one.name}` }));
      const more = path === '' && query.get('after') === null;
      return answer({ hash, path, size: 1, files: 1, total: members.length, entries: more ? members.slice(0, 2) : path === '' ? members.slice(2) : members, next: more ? 'surveys' : null, status: 200 });
    });
}

beforeEach(() => { windowMatches(true); });

const names = (tree: HTMLElement) => within(tree).getAllByRole('treeitem').map((item) => item.querySelector('a')?.textContent ?? item.textContent);

it('shows the open file among its folders, loads others when they are opened, and goes there by keys', async () => {
  const calls = registry();
  const router = open('/package/ada/glaciers/files/surveys/notes', routes(someConfig));
  const tree = await screen.findByRole('tree', { name: 'Files' });
  const item = await within(tree).findByRole('treeitem', { name: 'notes' });
  expect(item).toHaveAttribute('aria-selected', 'true');
  expect(item).toHaveAttribute('aria-current', 'page');
  expect(names(tree)).toEqual(['raw', 'surveys', 'early', 'notes', 'Show more: 2 of 3']);
  expect(calls.made(TREE).map(({ query }) => query.get('path'))).toEqual(['', 'surveys']);
  // What the page is about was asked for first.
  const order = calls.calls.map(({ method, path }) => `${method} ${path}`);
  expect(order.indexOf(NODE)).toBeLessThan(order.indexOf(TREE));

  item.focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(await within(tree).findByRole('treeitem', { name: 'zones' })).toBeVisible();
  item.focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  expect(await within(tree).findByRole('treeitem', { name: 'first' })).toHaveAttribute('aria-level', '2');
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe('/package/ada/glaciers/files/raw/first');
  expect(within(screen.getByRole('tree')).getByRole('treeitem', { name: 'first' })).toHaveAttribute('aria-selected', 'true');
  expect(names(screen.getByRole('tree'))).toContain('notes');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(within(tree).queryByRole('treeitem', { name: 'first' })).toBeNull();
});

it('is as wide as somebody made it, and stays away when it was folded', async () => {
  registry();
  const first = open('/package/ada/glaciers/files/surveys/notes', routes(someConfig));
  const splitter = await screen.findByRole('separator', { name: 'Width of the tree of files' });
  splitter.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(splitter).toHaveAttribute('aria-valuenow', '304');
  expect(localStorage.getItem('file-tree-width')).toBe('304');
  await userEvent.click(screen.getByRole('button', { name: 'Hide the tree of files' }));
  expect(screen.queryByRole('tree')).toBeNull();
  expect(localStorage.getItem('file-tree')).toBe('false');
  await first.navigate('/package/ada/glaciers/files/raw/first');
  expect(await screen.findByText('This file is empty.')).toBeVisible();
  expect(screen.queryByRole('tree')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show the tree of files' }));
  expect(await screen.findByRole('tree', { name: 'Files' })).toBeVisible();
});

it('is not there, and asks for nothing, in narrow windows', async () => {
  windowMatches(false);
  const calls = registry();
  open('/package/ada/glaciers/files/surveys/notes', routes(someConfig));
  expect(await screen.findByText('This file is empty.')).toBeVisible();
  expect(screen.queryByRole('tree')).toBeNull();
  expect(calls.made(TREE)).toHaveLength(0);
});

it('says why a folder did not come, keeps the page, and brings it with another try', async () => {
  let broken = true;
  const calls = registry();
  const tree = () => answer({ hash, path: '', size: 1, files: 1, total: 1, entries: [{ ...entry, name: 'zones', path: 'zones', kind: 'file' }], next: null, status: 200 });
  calls.on(TREE, () => (broken ? answer({ message: 'The disk is full.', request_id: 'abc123' }, 500) : tree()));
  open('/package/ada/glaciers/files/surveys/notes', routes(someConfig));
  expect(await screen.findByText('The disk is full.', { exact: false })).toBeVisible();
  expect(screen.getByText('abc123')).toBeVisible();
  expect(screen.getByText('This file is empty.')).toBeVisible();
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('treeitem', { name: 'zones' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
