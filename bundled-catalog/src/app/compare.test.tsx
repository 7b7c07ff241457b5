import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { windowMatches } from '../testing/window';
import { routes } from './routes';

const other = '77aa'.padEnd(64, '0');
const facts = { ...glaciers.revision, tags: [], versions: [] };
const side = { kind: 'file', type: '.txt', size: 10, hash };
const line = { from: null, before: side, after: side, contents_changed: true, metadata_changed: false };
const changes = [
  { ...line, path: 'fresh', change: 'added', before: null },
  { ...line, path: 'gone', change: 'removed', after: null },
  { ...line, path: 'notes', change: 'changed', after: { ...side, size: 12 } },
  { ...line, path: 'new/place', change: 'moved', from: 'old_place', contents_changed: false },
];
const summary = { added: 1, removed: 1, changed: 1, moved: 1, bytes_added: 12, bytes_removed: 10 };

function registry(found: object = { summary, total: 4, changes }) {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/revisions/ada/glaciers', () => answer({ total: 0, revisions: [], next: null }))
    .on(`GET /api/ui/compare/ada/glaciers/${other}/${hash}`, () =>
      answer({ base: { ...facts, hash: other }, head: facts, next: null, status: 200, ...found }),
    )
    .on(`GET /raw/ada/glaciers/${other}/notes`, () => new Response('one\ntwo\nthree\n'))
    .on(`GET /raw/ada/glaciers/${hash}/notes`, () => new Response('one\n2\nthree\n'));
}
const address = `/package/ada/glaciers/compare/${other}...${hash}`;

it('tells every change by letter and word, and where something moved from', async () => {
  registry();
  open(address, routes(someConfig));
  expect(await screen.findByText('1 added, 1 removed, 1 changed, 1 moved; 12 B more, 10 B less.')).toBeVisible();
  expect(screen.getByText('Added:')).toBeInTheDocument();
  expect(screen.getByText('old_place →')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Swap' })).toHaveAttribute('href', `/package/ada/glaciers/compare/${hash}...${other}`);
});

it('shows the lines that differ when a text is opened, and not before', async () => {
  const calls = registry();
  open(address, routes(someConfig));
  const path = await screen.findByText('notes');
  expect(calls.made(`GET /raw/ada/glaciers/${hash}/notes`)).toHaveLength(0);
  await userEvent.click(path);
  const diff = within(await screen.findByRole('group', { name: 'Differences' }));
  expect(diff.getByText('two').closest('tr')).toHaveAttribute('data-sign', '-');
  expect(diff.getByText('2', { selector: '[class*=text]' }).closest('tr')).toHaveAttribute('data-sign', '+');
});

it('leads from the changed paths in their folders to what is different there', async () => {
  windowMatches(true);
  registry();
  open(address, routes(someConfig));
  const paths = within(await screen.findByRole('navigation', { name: 'Changed paths' }));
  expect(paths.getAllByRole('button').map((button) => button.textContent)).toEqual(['VMoved: place', 'AAdded: fresh', 'RRemoved: gone', 'MChanged: notes']);
  expect(paths.getByText('new')).toBeVisible();
  await userEvent.click(paths.getByRole('button', { name: /^Changed:\s?notes$/ }));
  expect(await screen.findByRole('group', { name: 'Differences' })).toBeVisible();
  expect(document.activeElement).toHaveTextContent('notes');
  expect(document.activeElement?.tagName).toBe('SUMMARY');
});

it('shows one kind of change on demand, in the address', async () => {
  const calls = registry();
  const router = open(address, routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: 'Removed 1' }));
  await expect.poll(() => router.state.location.search).toBe('?change=removed');
  expect(calls.made(`GET /api/ui/compare/ada/glaciers/${other}/${hash}`).at(-1)?.query.get('change')).toBe('removed');
});

it('says when nothing differs', async () => {
  registry({ summary: { added: 0, removed: 0, changed: 0, moved: 0, bytes_added: 0, bytes_removed: 0 }, total: 0, changes: [] });
  open(address, routes(someConfig));
  expect(await screen.findByText(/No differences/)).toBeVisible();
});

it('names a revision that is not there', async () => {
  registry().on(`GET /api/ui/compare/ada/glaciers/tag:x/${hash}`, () => answer({ message: 'Tag x does not exist', request_id: 'r' }, 404));
  open(`/package/ada/glaciers/compare/tag:x...${hash}`, routes(someConfig));
  expect(await screen.findByText('Tag x does not exist')).toBeVisible();
  expect(screen.getByRole('link', { name: 'All revisions' })).toBeVisible();
});

it('shows the cells of a table that changed, by place or by a column', async () => {
  const table = { kind: 'table', type: '', size: 100, hash };
  const change = { ...line, path: 'depths', change: 'changed', before: table, after: table };
  const changes = `GET /api/ui/changes/ada/glaciers/${other}/${hash}/depths`;
  const calls = registry({ summary: { ...summary, added: 0, removed: 0, moved: 0 }, total: 1, changes: [change] }).on(changes, () =>
    answer({
      columns: [
        { name: 'id', change: 'same', before: 'BIGINT', after: 'BIGINT' },
        { name: 'depth', change: 'retyped', before: 'BIGINT', after: 'DOUBLE' },
      ],
      rows: { before: 3, after: 3 },
      key: null,
      counts: { added: 0, removed: 0, changed: 1, same: 2 },
      offset: 0,
      lines: [{ change: 'changed', before: ['2', '10'], after: ['2', 10.5], cells: [1] }],
      more: false,
      partial: false,
    }),
  );
  open(address, routes(someConfig));
  await userEvent.click(await screen.findByText('depths'));
  expect(await screen.findByText('was BIGINT and is DOUBLE now', { exact: false })).toBeVisible();
  const rows = within(await screen.findByRole('group', { name: 'Changed rows' }));
  expect(rows.getByText('10')).toHaveProperty('tagName', 'DEL');
  expect(rows.getByText('10.5')).toHaveProperty('tagName', 'INS');
  await userEvent.click(screen.getByRole('combobox', { name: 'Rows belong together by' }));
  await userEvent.click(await screen.findByRole('option', { name: 'id' }));
  await expect.poll(() => calls.made(changes).at(-1)?.query.get('key')).toBe('id');
});

it('shows what went beside what came, in windows with room, and remembers that', async () => {
  windowMatches(true);
  registry();
  open(address, routes(someConfig));
  await userEvent.click(await screen.findByText('notes', { selector: 'summary *' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Side by side' }));
  const diff = within(screen.getByRole('group', { name: 'Differences' }));
  const row = diff.getByText('two').closest('tr');
  expect(row).toHaveTextContent(/2\s*-removedtwo2\s*\+added2/);
  expect(diff.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Before', 'After']);
  expect(localStorage.getItem('diff-columns')).toBe('"two"');
});

it('lets the edge between two pictures be moved by keys, both at the same scale', async () => {
  const picture = { ...side, type: '.png' };
  registry({ summary: { ...summary, added: 0, removed: 0, moved: 0 }, total: 1, changes: [{ ...line, path: 'map', change: 'changed', before: picture, after: picture }] });
  open(address, routes(someConfig));
  await userEvent.click(await screen.findByText('map'));
  const [before, after] = await screen.findAllByRole('img');
  if (before === undefined || after === undefined) throw new Error('Both pictures are there.');
  Object.defineProperties(before, { naturalWidth: { value: 200 }, naturalHeight: { value: 100 } });
  Object.defineProperties(after, { naturalWidth: { value: 100 }, naturalHeight: { value: 150 } });
  fireEvent.load(before);
  fireEvent.load(after);
  expect(await screen.findByText('After, 100 × 150 pixels')).toBeVisible();
  expect(before).toHaveStyle({ width: '100%' });
  expect(after).toHaveStyle({ width: '50%' });
  await userEvent.click(screen.getByRole('button', { name: 'Slider' }));
  const slider = screen.getByRole('slider', { name: 'Where the picture before ends' });
  expect(slider).toHaveAttribute('aria-valuetext', '50 % before, 50 % after');
  fireEvent.change(slider, { target: { value: '80' } });
  expect(slider).toHaveAttribute('aria-valuetext', '80 % before, 20 % after');
  expect(screen.getByRole('img', { name: 'Before' }).parentElement).toHaveStyle({ clipPath: 'inset(0 20% 0 0)' });
  fireEvent.error(screen.getByRole('img', { name: 'After' }));
  expect(await screen.findByText(/could not be shown as a picture/)).toBeVisible();
});

it('shows changed Markdown as it is meant to be read, too', async () => {
  const file = { ...side, type: '.md' };
  registry({ summary: { ...summary, added: 0, removed: 0, moved: 0 }, total: 1, changes: [{ ...line, path: 'about', change: 'changed', before: file, after: file }] })
    .on(`GET /raw/ada/glaciers/${other}/about`, () => new Response('# Melt\n'))
    .on(`GET /raw/ada/glaciers/${hash}/about`, () => new Response('# Snow\n'));
  open(address, routes(someConfig));
  await userEvent.click(await screen.findByText('about'));
  await userEvent.click(await screen.findByRole('button', { name: 'As Markdown' }));
  expect(within(screen.getByRole('region', { name: 'Before' })).getByRole('heading', { name: 'Melt' })).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'After' })).getByRole('heading', { name: 'Snow' })).toBeVisible();
});
