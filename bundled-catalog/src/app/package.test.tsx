import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Tree } from '../lib/api-types';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

const entry = { original_name: null, type: '', rows: null, hash: null, has_metadata: false };

const root: Tree = {
  hash,
  path: '',
  size: 412_600_000,
  files: 128,
  total: 3,
  entries: [
    { ...entry, name: 'surveys', path: 'surveys', kind: 'group', size: 400_000_000, files: 126 },
    { ...entry, name: 'thickness', path: 'thickness', kind: 'table', size: 88_100_000, files: 1, rows: 1_204_331 },
  ],
  next: 'thickness',
  status: 200,
};

function registry() {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/tree/ada/glaciers/latest', ({ query }) =>
      answer(
        query.get('after') === 'thickness'
          ? { ...root, entries: [{ ...entry, name: 'zones', path: 'zones', kind: 'file', type: '.csv', size: 10, files: 1 }], next: null }
          : root,
      ),
    );
}

it('shows what the package is and how to get it', async () => {
  const calls = registry();
  open('/package/ada/glaciers', routes(someConfig));

  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('ada / glaciers');
  expect(screen.getByText('Private')).toBeVisible();
  expect(screen.getByText('quilt install ada/glaciers')).toBeVisible();
  expect(screen.getByText('412.6 MB, 128 files')).toBeVisible();
  expect(calls.made('GET /api/ui/package/ada/glaciers/latest')).toHaveLength(1);
  expect(calls.made('GET /api/package/ada/glaciers/latest')).toHaveLength(0);
});

it.each([
  { visibility: 'public', alwaysRequiresAuth: false, lines: 1 },
  { visibility: 'public', alwaysRequiresAuth: true, lines: 0 },
  { visibility: 'private', alwaysRequiresAuth: false, lines: 0 },
])('offers what everybody may read without the client: $visibility, $alwaysRequiresAuth', async ({ visibility, alwaysRequiresAuth, lines }) => {
  registry().on('GET /api/ui/package/ada/glaciers/latest', () => answer({ ...glaciers, visibility }));
  const config = { ...someConfig, catalog: 'http://catalog.example', alwaysRequiresAuth };
  open('/package/ada/glaciers', routes(config), config);

  expect(await screen.findByText('quilt export ada/glaciers')).toBeVisible();
  expect(screen.queryAllByText(`curl -fOJ "http://catalog.example/archive/ada/glaciers/${hash}.zip"`)).toHaveLength(lines);
});

it('shows a README without running or loading what is in it', async () => {
  registry();
  open('/package/ada/glaciers', routes(someConfig));

  expect(await screen.findByRole('heading', { name: 'Glaciers', level: 2 })).toBeVisible();
  expect(window).not.toHaveProperty('hit');
  expect(document.querySelector('main img')).toBeNull();
  expect(screen.getByRole('link', { name: 'x (http://other.example/x.png)' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'more' })).toHaveAttribute('href', '/package/ada/glaciers/files/notes');
});

it('lists a folder, says what is not shown yet, and shows it', async () => {
  registry();
  open('/package/ada/glaciers/files', routes(someConfig));

  const table = await screen.findByRole('table');
  expect(within(table).getByRole('link', { name: 'surveys' })).toHaveAttribute('href', '/package/ada/glaciers/files/surveys');
  expect(within(table).getByText(/1.204.331/)).toBeVisible();
  expect(screen.getByText(/Showing 2 of 3 entries/)).toBeVisible();

  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));

  expect(await screen.findByRole('link', { name: 'zones' })).toBeVisible();
  expect(screen.queryByText(/Showing/)).toBeNull();
});

it('keeps the order of a folder in the address', async () => {
  const calls = registry();
  const router = open('/package/ada/glaciers/files', routes(someConfig));

  await userEvent.click(await screen.findByRole('button', { name: 'Size' }));

  await expect.poll(() => router.state.location.search).toBe('?sort=size');
  expect(calls.made('GET /api/ui/tree/ada/glaciers/latest').at(-1)?.query.get('sort')).toBe('size');
});

it('says nothing of a package that one may not see', async () => {
  new FakeRegistry()
    .session(null)
    .on('GET /api/ui/package/ada/secret/latest', () => answer({ message: 'Package ada/secret does not exist', request_id: 'r1' }, 404));
  open('/package/ada/secret', routes(someConfig));

  expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
  expect(screen.getByText('Package ada/secret does not exist')).toBeVisible();
});

it('says when a person has more packages than are shown', async () => {
  const hit = { ...glaciers, updated_at: 1_700_000_000, updated_by: 'ada', size: 1, files: 1, tags: [], rank: 0, owner_marks: [], name_marks: [], snippet: null };
  const none = { owner: [], visibility: [], tag: [], type: [] };
  new FakeRegistry()
    .session(null)
    .on('GET /api/ui/search', () => answer({ total: 21, page: 1, pages: 2, packages: [hit], facets: none, status: 200 }));
  open('/user/ada', routes(someConfig));

  expect(await screen.findByText(/Showing 1 of 21 packages/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Show all' })).toHaveAttribute('href', '/search?q=&owner=ada&sort=name');
});
