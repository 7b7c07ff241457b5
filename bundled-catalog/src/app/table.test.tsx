import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer, type Call, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

const TOTAL = 1_000_000;
const node = {
  hash, path: 'thickness', name: 'thickness', kind: 'table', type: '', original_name: null, size: 88_100_000, files: 1, rows: null,
  objects: [], content_type: null, metadata: null, metadata_hash: null, user_metadata: null, previous: null, next: null, status: 200,
};
const schema = [
  { name: 'station', type: 'VARCHAR', kind: 'text' },
  { name: 'depth', type: 'DOUBLE', kind: 'number' },
  { name: 'note', type: 'VARCHAR', kind: 'text' },
];

function rows({ query }: Call) {
  const offset = Number(query.get('offset'));
  const limit = Number(query.get('limit'));
  const total = query.getAll('filter').length > 0 ? 3 : TOTAL;
  const many = Math.max(0, Math.min(limit, total - offset));
  return answer({
    status: 200, hash, path: 'thickness', format: 'parquet', delimiter: null, header: null, sheets: null, sheet: null, schema, columns: [0, 1, 2], total, offset,
    rows: Array.from({ length: many }, (_, index) => [`A${offset + index}`, offset + index + 0.5, null]), cut: [], partial: null,
  });
}

const bars = [{ from: 0, to: 10, count: 4 }, { from: 10, to: 20, count: 6 }];
const empty = { nulls: 0, distinct: null, min: null, max: null, bars: null, top: null, failed: null };
const summary = {
  status: 200, hash, path: 'thickness', rows: TOTAL, partial: null,
  columns: [{ ...schema[0], ...empty, top: [{ value: 'A17', count: 5 }] }, { ...schema[1], ...empty, nulls: 10_000, min: 0, max: 20, bars }, { ...schema[2], ...empty }],
};

function registry() {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/node/ada/glaciers/latest/thickness', () => answer(node))
    .on(ROWS, rows)
    .on(`GET /api/ui/summary/ada/glaciers/${hash}/thickness`, () => answer(summary));
}
const ROWS = `GET /api/ui/rows/ada/glaciers/${hash}/thickness`;
const address = '/package/ada/glaciers/files/thickness';

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'set').mockImplementation(function (this: HTMLElement, top: number) {
    scrolled.set(this, top);
    this.dispatchEvent(new Event('scroll'));
  });
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'get').mockImplementation(function (this: HTMLElement) {
    return scrolled.get(this) ?? 0;
  });
});
const scrolled = new WeakMap<HTMLElement, number>();

it('asks for the rows on the screen alone, and says how many there are', async () => {
  const calls = registry();
  open(address, routes(someConfig));
  const grid = await screen.findByRole('grid', { name: 'thickness' });
  expect(grid).toHaveAttribute('aria-rowcount', String(TOTAL + 1));
  expect(await within(grid).findByRole('gridcell', { name: 'A0' })).toBeVisible();
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  expect(calls.made(ROWS)).toHaveLength(1);
});

it('opens at the row of the address and marks it', async () => {
  const calls = registry();
  open(`${address}?row=900000`, routes(someConfig));
  const grid = await screen.findByRole('grid');
  expect(await within(grid).findByRole('gridcell', { name: 'A899999' })).toBeVisible();
  expect(within(grid).queryByRole('gridcell', { name: 'A0' })).toBeNull();
  // The first window tells the columns, the others are around the row.
  expect(calls.made(ROWS).length).toBeLessThanOrEqual(3);
});

it('is moved through by keys, to the last cell and into one', async () => {
  registry();
  open(address, routes(someConfig));
  const grid = await screen.findByRole('grid');
  await within(grid).findByRole('gridcell', { name: 'A0' });
  grid.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}{ArrowLeft}');
  expect(await within(grid).findByRole('gridcell', { name: '999999.5' })).toHaveAttribute('id', grid.getAttribute('aria-activedescendant'));
  await userEvent.keyboard('{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: /depth, row/ }));
  expect(dialog.getByText('999999.5')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.activeElement).toBe(grid);
});

it('keeps order and filters in the address, and takes them away again', async () => {
  const calls = registry();
  const router = open(address, routes(someConfig));
  const grid = await screen.findByRole('grid');
  await userEvent.click(within(grid).getByRole('button', { name: /^depth/ }));
  await expect.poll(() => router.state.location.search).toBe('?order=1');
  expect(calls.made(ROWS).at(-1)?.query.getAll('sort')).toEqual(['1']);
  await userEvent.click(within(await screen.findByRole('grid')).getByRole('button', { name: 'About column depth' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Column depth' }));
  expect(panel.getByText(/1%/)).toBeVisible();
  await userEvent.click(panel.getByRole('button', { name: /10 to 20/ }));
  expect(await screen.findByText(/^3 rows/)).toBeVisible();
  expect(calls.made(ROWS).at(-1)?.query.getAll('filter')).toEqual(['1:ge:10', '1:le:20']);
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter depth is at least 10' }));
  await expect.poll(() => new URLSearchParams(router.state.location.search).getAll('where')).toEqual(['1:le:20']);
});

it('shows what is missing apart from what is empty', async () => {
  registry();
  open(address, routes(someConfig));
  const grid = await screen.findByRole('grid');
  expect((await within(grid).findAllByText('null'))[0]).toHaveClass('quiet');
});

it('says honestly that a file is no table, and offers no second try', async () => {
  registry().on(ROWS, () => answer({ message: 'The file ends too early.', request_id: 'r1' }, 422));
  open(address, routes(someConfig));
  expect(await screen.findByText(/could not be shown as a table. The file ends too early/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.getAllByRole('link', { name: 'Download' })).not.toHaveLength(0);
});

it('offers another try when the table took too long just now', async () => {
  const calls = registry().on(ROWS, () => answer({ message: 'Reading the table took too long just now.', request_id: 'r1' }, 503, { 'Retry-After': '5' }));
  open(address, routes(someConfig));
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.getByText(/took too long just now/)).toBeVisible();
  calls.on(ROWS, rows);
  await userEvent.click(again);
  expect(await screen.findByRole('gridcell', { name: 'A0' })).toBeVisible();
});

const heads = (grid: HTMLElement) => within(grid).getAllByRole('columnheader').map(({ textContent }) => /station|depth|note/.exec(textContent)?.[0] ?? '#');

it('moves columns by keys, by the panel and by dragging, and remembers that with widths and what is hidden', async () => {
  registry();
  open(address, routes(someConfig));
  const grid = await screen.findByRole('grid');
  await within(grid).findByRole('gridcell', { name: 'A0' });
  expect(heads(grid)).toEqual(['#', 'station', 'depth', 'note']);
  grid.focus();
  await userEvent.keyboard('{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}');
  expect(heads(grid)).toEqual(['#', 'depth', 'station', 'note']);
  // The column that was moved still has the focus.
  await userEvent.keyboard('{Control>}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{/Control}');
  expect(heads(grid)).toEqual(['#', 'depth', 'note', 'station']);
  await userEvent.click(within(grid).getByRole('button', { name: 'About column station' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Column station' }));
  expect(panel.getByText('Column 3 of 3')).toBeVisible();
  await userEvent.click(panel.getByRole('button', { name: 'Move left' }));
  expect(panel.getByText('Column 2 of 3')).toBeVisible();
  await userEvent.click(panel.getByRole('button', { name: 'Hide' }));
  await expect.poll(() => heads(grid)).toEqual(['#', 'depth', 'note']);
  const carried = new Map<string, string>();
  const dataTransfer = { types: ['application/x-column'], setData: (kind: string, text: string) => carried.set(kind, text), getData: (kind: string) => carried.get(kind) ?? '' };
  const [, depth, note] = within(grid).getAllByRole('columnheader');
  if (depth === undefined || note === undefined) throw new Error('Two columns are left.');
  fireEvent.dragStart(within(note).getByText('note'), { dataTransfer });
  fireEvent.dragOver(depth, { dataTransfer });
  fireEvent.drop(depth, { dataTransfer });
  expect(heads(grid)).toEqual(['#', 'note', 'depth']);

  cleanup();
  open(address, routes(someConfig));
  expect(heads(await screen.findByRole('grid'))).toEqual(['#', 'note', 'depth']);
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'As in the file' }));
  await expect.poll(() => heads(screen.getByRole('grid'))).toEqual(['#', 'station', 'depth', 'note']);
});

it('takes no arrangement of columns that are not those of the table', async () => {
  const kept = { table: 'ada/glaciers/thickness', hidden: [0, 1, 2], widths: [] };
  localStorage.setItem('columns', JSON.stringify([{ ...kept, names: ['a', 'b', 'c'], order: [0, 1, 2] }, { ...kept, names: ['station', 'depth', 'note'], order: [0, 0, 7] }, 'x']));
  registry();
  open(address, routes(someConfig));
  expect(heads(await screen.findByRole('grid'))).toEqual(['#', 'station', 'depth', 'note']);
});

it('shows one sheet of a workbook, and another on demand, without what was said of the first', async () => {
  const calls = registry()
    .on('GET /api/ui/node/ada/glaciers/latest/thickness', () => answer({ ...node, kind: 'file', type: '.xlsx' }))
    .on(ROWS, ({ query }) => {
      const sheet = query.get('sheet') ?? 'Depths';
      return answer({
        status: 200, hash, path: 'thickness', format: 'xlsx', delimiter: null, header: true, sheets: ['Depths', 'Notes'], sheet, columns: [0], total: 1, offset: 0,
        schema: [{ name: sheet, type: 'VARCHAR', kind: 'text' }], rows: [[`a cell of ${sheet}`]], cut: [], partial: null,
      });
    });
  const router = open(`${address}?where=0:contains:cell`, routes(someConfig));
  expect(await screen.findByRole('gridcell', { name: 'a cell of Depths' })).toBeVisible();
  expect(screen.getByRole('switch', { name: 'First row names the columns' })).toBeChecked();
  await userEvent.click(screen.getByRole('combobox', { name: 'Sheet' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Notes' }));
  expect(await screen.findByRole('gridcell', { name: 'a cell of Notes' })).toBeVisible();
  expect(router.state.location.search).toBe('?sheet=Notes');
  expect(calls.made(`GET /api/ui/summary/ada/glaciers/${hash}/thickness`).at(-1)?.query.get('sheet')).toBe('Notes');
});

it('finds a text in the rows that are loaded, marks it, goes from hit to hit, and ends with Escape', async () => {
  registry();
  open(address, routes(someConfig));
  const grid = await screen.findByRole('grid');
  await within(grid).findByRole('gridcell', { name: 'A0' });
  await userEvent.click(screen.getByRole('button', { name: 'Find' }));
  const field = screen.getByRole('searchbox', { name: 'Find in the rows that are loaded' });
  expect(field).toHaveFocus();
  await userEvent.type(field, 'a1');
  const bar = within(screen.getByRole('search', { name: 'In the rows that are loaded' }));
  expect(bar.getByRole('status')).toHaveTextContent(/^1 of 11 in the 100 rows of 1.000.000 that are loaded$/);
  expect(within(grid).getByRole('gridcell', { name: 'A10' }).querySelector('mark')).toHaveTextContent('A1');
  await userEvent.keyboard('{Enter}');
  expect(bar.getByRole('status')).toHaveTextContent(/^2 of 11/);
  expect(within(grid).getByRole('gridcell', { name: 'A10' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
  expect(bar.getByRole('status')).toHaveTextContent(/^11 of 11/);
  await userEvent.clear(field);
  await userEvent.type(field, '(nothing');
  expect(bar.getByRole('status')).toHaveTextContent(/^Nothing found/);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('searchbox', { name: 'Find in the rows that are loaded' })).toBeNull();
  expect(grid).toHaveFocus();
  expect(grid.querySelector('mark')).toBeNull();
  await userEvent.keyboard('{Control>}f{/Control}');
  expect(screen.getByRole('searchbox', { name: 'Find in the rows that are loaded' })).toHaveFocus();
});
