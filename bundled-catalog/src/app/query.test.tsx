import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, type Call, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

const SELECT = `POST /api/ui/sql/ada/glaciers/${hash}`;
const address = '/package/ada/glaciers/query';

function table(path: string) {
  return { name: path, path, kind: 'table', type: '', original_name: null, size: 2_000, files: 1, marks: [] };
}

function selected(rows: readonly (readonly (string | number | null)[])[], more = false, total: number | null = rows.length) {
  const schema = [
    { name: 'station', type: 'VARCHAR', kind: 'text' },
    { name: 'n', type: 'INTEGER', kind: 'number' },
  ];
  return answer({ status: 200, hash, schema, rows, cut: [], more, total, partial: [], milliseconds: 12 });
}

function registry(select: (call: Call) => Response | Promise<Response>) {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on(`GET /api/ui/find/ada/glaciers/${hash}`, () => answer({ status: 200, hash, total: 2, entries: [table('surveys/thickness'), table('odd"name')] }))
    .on(SELECT, select);
}

const field = () => screen.findByRole('textbox', { name: 'SELECT statement' });

it('runs a statement by keys, keeps it in the address, and offers the result as files', async () => {
  const calls = registry(() => selected([['A17', 3], [null, 4]]));
  const router = open(address, routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: /surveys\/thickness/ }));
  const box = await field();
  expect(box).toHaveValue('SELECT * FROM "surveys/thickness" LIMIT 100');
  expect(box).toHaveFocus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  const grid = await screen.findByRole('grid', { name: 'Result' });
  expect(within(grid).getByRole('gridcell', { name: 'A17' })).toBeVisible();
  expect(within(grid).getByRole('gridcell', { name: 'null' })).toBeVisible();
  expect(screen.getByText(/^2 rows/)).toBeVisible();
  expect(box).toHaveFocus();
  expect(new URLSearchParams(router.state.location.search).get('q')).toBe('SELECT * FROM "surveys/thickness" LIMIT 100');
  expect(calls.made(SELECT)[0]?.body).toMatchObject({ sql: 'SELECT * FROM "surveys/thickness" LIMIT 100', limit: 1_000 });
  const parquet = new URL(screen.getByRole('link', { name: 'Export Parquet' }).getAttribute('href') ?? '', 'http://x.test');
  expect(parquet.pathname).toBe(`/api/ui/export/ada/glaciers/${hash}`);
  expect(parquet.searchParams.get('sql')).toBe('SELECT * FROM "surveys/thickness" LIMIT 100');
});

it('runs what a link says, and brings the statement before back', async () => {
  const calls = registry(() => selected([['A17', 3]]));
  const router = open(`${address}?q=${encodeURIComponent('SELECT 1')}`, routes(someConfig));
  await screen.findByRole('grid', { name: 'Result' });
  const box = await field();
  await userEvent.clear(box);
  await userEvent.type(box, 'SELECT 2');
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  await expect.poll(() => calls.made(SELECT)).toHaveLength(2);
  await screen.findByRole('grid', { name: 'Result' });
  await router.navigate(-1);
  await expect.poll(() => box).toHaveValue('SELECT 1');
  expect(calls.made(SELECT)).toHaveLength(2);
});

it('puts a path where one writes, its quotes doubled', async () => {
  registry(() => selected([]));
  open(address, routes(someConfig));
  const box = await field();
  fireEvent.change(box, { target: { value: 'SELECT n FROM  WHERE n > 1' } });
  if (box instanceof HTMLTextAreaElement) box.setSelectionRange(14, 14);
  await userEvent.click(await screen.findByRole('button', { name: /odd"name/ }));
  expect(box).toHaveValue('SELECT n FROM "odd""name" WHERE n > 1');
});

it('says how much of a long result is shown, and shows more of it', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => [`A${n}`, n]);
  const calls = registry(({ body }) => {
    const limit = typeof body === 'object' && body !== null && 'limit' in body ? Number(body.limit) : 0;
    return selected(many(limit), limit < 10_000, 10_000);
  });
  open(`${address}?q=SELECT`, routes(someConfig));
  expect(await screen.findByText(/^The first 1,000 of 10,000 rows/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show up to 10,000' }));
  expect(await screen.findByText(/^10,000 rows/)).toBeVisible();
  expect(screen.getByRole('grid', { name: 'Result' })).toHaveAttribute('aria-rowcount', '10001');
  expect(calls.made(SELECT)).toHaveLength(2);
});

it('shows a mistake in the words of the server, without another try', async () => {
  registry(() => answer({ message: 'Binder Error: Referenced column "nme" not found', request_id: 'r1' }, 400));
  open(`${address}?q=SELECT+nme`, routes(someConfig));
  expect(await screen.findByRole('alert')).toHaveTextContent('Referenced column "nme" not found');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Export CSV' })).toBeNull();
});

it('offers another try when the server is busy', async () => {
  let busy = true;
  registry(() => (busy ? answer({ message: 'Many tables are being read just now.', request_id: 'r1' }, 503, { 'Retry-After': '5' }) : selected([['A17', 3]])));
  open(`${address}?q=SELECT`, routes(someConfig));
  const again = await screen.findByRole('button', { name: 'Try again' });
  busy = false;
  await userEvent.click(again);
  expect(await screen.findByRole('gridcell', { name: 'A17' })).toBeVisible();
});

it('cancels on the server what it no longer wants, and runs it anew', async () => {
  let hangs = true;
  const calls = registry(() => (hangs ? new Promise<Response>(() => undefined) : selected([['A17', 3]])));
  open(`${address}?q=SELECT`, routes(someConfig));
  const cancel = await screen.findByRole('button', { name: 'Cancel' });
  await expect.poll(() => calls.made(SELECT)).toHaveLength(1);
  expect(cancel).toBeEnabled();
  const [first] = calls.made(SELECT);
  const run = typeof first?.body === 'object' && first.body !== null && 'run' in first.body ? String(first.body.run) : '';
  await userEvent.click(cancel);
  await expect.poll(() => calls.made(`DELETE /api/ui/sql/ada/glaciers/${hash}/${run}`)).toHaveLength(1);
  expect(await screen.findByText('Cancelled.')).toBeVisible();
  hangs = false;
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  expect(await screen.findByRole('gridcell', { name: 'A17' })).toBeVisible();
});

it('cancels when the page is left', async () => {
  const calls = registry(() => new Promise<Response>(() => undefined));
  const router = open(`${address}?q=SELECT`, routes(someConfig));
  await expect.poll(() => calls.made(SELECT)).toHaveLength(1);
  await router.navigate('/package/ada/glaciers');
  await expect.poll(() => calls.calls.filter(({ method, path }) => method === 'DELETE' && path.startsWith('/api/ui/sql/'))).toHaveLength(1);
});

it('is reached from the page of a table', async () => {
  registry(() => selected([['A17', 3]]))
    .on('GET /api/ui/node/ada/glaciers/latest/surveys/thickness', () =>
      answer({
        hash, path: 'surveys/thickness', name: 'thickness', kind: 'table', type: '', original_name: null, size: 2_000, files: 1, rows: null,
        objects: [], content_type: null, metadata: null, metadata_hash: null, user_metadata: null, previous: null, next: null, status: 200,
      }),
    );
  open('/package/ada/glaciers/files/surveys/thickness', routes(someConfig));
  await userEvent.click(await screen.findByRole('link', { name: 'Query this table' }));
  expect(await field()).toHaveValue('SELECT * FROM "surveys/thickness" LIMIT 100');
  expect(await screen.findByRole('grid', { name: 'Result' })).toBeVisible();
});
