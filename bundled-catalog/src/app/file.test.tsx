import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { FileHistory, Node } from '../lib/api-types';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { windowMatches } from '../testing/window';
import { routes } from './routes';

const older = 'aa11bb22cc'.padEnd(64, '0');
const first = '0123456789'.padEnd(64, '0');

const node: Node = {
  hash,
  path: 'notes/blob',
  name: 'blob',
  kind: 'file',
  type: '.bin',
  original_name: 'blob.bin',
  size: 3,
  files: 1,
  rows: null,
  objects: [{ hash, size: 3 }],
  content_type: 'application/octet-stream',
  metadata: { q_path: 'blob.bin', q_target: 'file' },
  metadata_hash: hash,
  user_metadata: { unit: 'm', contact: { name: 'Ada' }, stations: [{ id: 'A17' }, { id: 'B03' }], remarks: '' },
  previous: null,
  next: null,
  status: 200,
};

const line = { author: 'ada', created: 1_700_000_000, tags: [], versions: [] };

function history(changes: FileHistory['changes'], looked: number, next: string | null): FileHistory {
  return { hash, path: node.path, looked, changes, next, status: 200 };
}

function registry(shown: Node = node, userMetadata: unknown = shown.user_metadata) {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/node/ada/glaciers/latest/notes/blob', () => answer({ ...shown, user_metadata: userMetadata }))
    .on('GET /api/ui/history/ada/glaciers/latest/notes/blob', ({ query }) =>
      answer(
        query.get('after') === '5'
          ? history([{ ...line, hash: first, change: 'added', previous: null }], 3, null)
          : history([{ ...line, hash: older, change: 'changed', previous: first, tags: ['reviewed'] }], 2, '5'),
      ),
    );
}

const show = (view = '') => open(`/package/ada/glaciers/files/notes/blob${view}`, routes(someConfig));

it('says in which revision a file changed last', async () => {
  registry();
  show();
  expect(await screen.findByRole('link', { name: 'last changed in revision aa11bb22cc' })).toHaveAttribute(
    'href',
    `/package/ada/glaciers/at/${older}/files/notes/blob`,
  );
});

it('lists the revisions that changed a file, looks on by itself, and leads to what changed', async () => {
  const calls = registry();
  show('?view=history');
  expect(await screen.findByText('2 changes in 5 revisions.')).toBeVisible();
  const rows = within(screen.getByRole('list', { name: 'Revisions in which this file changed' })).getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Changed: Changed inaa11bb22ccreviewed.*What changed/),
    expect.stringMatching(/Added: Added in0123456789.*the first revision/),
  ]);
  expect(screen.getByRole('link', { name: 'What changed in aa11bb22cc' })).toHaveAttribute(
    'href',
    `/package/ada/glaciers/compare/${first}...${older}?find=notes%2Fblob`,
  );
  expect(calls.made('GET /api/ui/history/ada/glaciers/latest/notes/blob')).toHaveLength(2);
});

it('finds and marks keys and values of the metadata', async () => {
  registry();
  const router = show();
  await userEvent.click(await screen.findByRole('tab', { name: 'Metadata' }));
  expect(router.state.location.search).toBe('?view=metadata');
  const table = await screen.findByRole('table', { name: 'Metadata added by people' });
  const keys = () => within(table).getAllByRole('rowheader').map(({ textContent }) => textContent);
  expect(keys()).toEqual(['unit', 'contact.name', 'stations[0].id', 'stations[1].id', 'remarks']);
  await userEvent.type(screen.getByLabelText('Search keys and values'), 'station B0');
  expect(keys()).toEqual(['stations[1].id']);
  expect([...table.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['station', 'B0']);
  expect(screen.getByText('1 match')).toBeVisible();
  expect(screen.getByText('Nothing fits.')).toBeVisible();
});

it('says so where there is no metadata', async () => {
  registry({ ...node, metadata_hash: null }, null);
  show('?view=metadata');
  expect(await screen.findByText('None.')).toBeVisible();
});

it('says so where metadata cannot be shown', async () => {
  registry(node, null);
  show('?view=metadata');
  expect(await screen.findByText(/too large to be shown, or no JSON/)).toBeVisible();
});

const long = '# Glaciers\n\nText.\n\n## Stations\n\n### A17\n\n## Stations\n';

function readme(text: string) {
  new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer({ ...glaciers, readme: { text, truncated: false, hash } }));
  open('/package/ada/glaciers', routes(someConfig));
}

it('lists the headings of a README that has some, folded where there is no room', async () => {
  readme(long);
  const contents = within(await screen.findByRole('navigation', { name: 'Contents of the README' }));
  await userEvent.click(contents.getByText('Contents'));
  expect(contents.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Glaciers', '#user-content-glaciers'],
    ['Stations', '#user-content-stations'],
    ['A17', '#user-content-a17'],
    ['Stations', '#user-content-stations-1'],
  ]);
});

it('lists them beside the text where there is room', async () => {
  windowMatches(true);
  readme(long);
  const contents = await screen.findByRole('navigation', { name: 'Contents of the README' });
  expect(contents.querySelector('details')).toBeNull();
  expect(within(contents).getAllByRole('link')[0]).toBeVisible();
});

it('lists no headings of a short README', async () => {
  readme('# Glaciers\n\n## Stations\n');
  expect(await screen.findByRole('heading', { name: 'Stations' })).toBeVisible();
  expect(screen.queryByRole('navigation', { name: 'Contents of the README' })).toBeNull();
});

it('copies the link to a heading', async () => {
  readme(long);
  const copied: string[] = [];
  // As on plain http pages.
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => {
      copied.push(document.querySelector('textarea')?.value ?? '');
      return true;
    },
  });
  await screen.findByRole('heading', { name: 'A17' });
  await userEvent.click(screen.getByRole('link', { name: 'Copy the link to this heading', description: 'A17' }));
  expect(copied).toEqual([`${window.location.origin}${window.location.pathname}#user-content-a17`]);
  expect(await screen.findByText('The link to this heading has been copied.')).toBeVisible();
});
