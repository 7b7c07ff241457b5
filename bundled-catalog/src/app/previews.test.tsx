import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, FakeRegistry, type Handler } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

interface Shown {
  readonly original?: string;
  readonly size?: number;
  readonly raw?: Handler;
}

function show(type: string, content: string | Uint8Array<ArrayBuffer>, { original = `thing${type}`, size = content.length, raw = () => new Response(content) }: Shown = {}) {
  const node = {
    hash, path: 'thing', name: 'thing', kind: 'file', type, original_name: original, size, files: 1, rows: null,
    objects: [], content_type: null, metadata: null, metadata_hash: null, user_metadata: null, previous: null, next: null, status: 200,
  };
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/node/ada/glaciers/latest/thing', () => answer(node))
    .on('GET /api/ui/history/ada/glaciers/latest/thing', unanswered)
    .on(`GET /raw/ada/glaciers/${hash}/thing`, raw);
}

/** An answer would say that the registry is there. */
const unanswered = () => new Promise<Response>(() => undefined);

function openThing(hashOfAddress = '') {
  return open(`/package/ada/glaciers/files/thing${hashOfAddress}`, routes(someConfig));
}

it('opens JSON step by step by keys and tells the path of a value', async () => {
  show('.json', JSON.stringify({ stations: [{ 'a b': 1 }, { 'a b': 2 }], empty: null }));
  openThing();
  const tree = await screen.findByRole('tree', { name: 'thing' });
  expect(within(tree).queryByText('"a b"')).toBeNull();
  within(tree).getAllByRole('treeitem')[0]?.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowDown}{ArrowDown}{ArrowRight}{ArrowDown}');
  expect(screen.getByText('$.stations[1]["a b"]')).toBeVisible();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.getByText('$.stations[1]')).toBeVisible();
  expect(within(tree).queryByText('a b:')).toBeNull();
});

it('numbers and colours the lines of source code, and points to those of the address', async () => {
  show('.py', 'def melt(x):\n    """over\n    two lines"""\n    return x + 1\n');
  const router = openThing('#L2-L3');
  const source = within(await screen.findByRole('group', { name: 'thing' }));
  expect(source.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#L1', '#L2', '#L3', '#L4']);
  expect(await source.findByText('return')).toHaveClass('hljs-keyword');
  expect(source.getByText('two lines"""')).toHaveClass('hljs-string');
  const chosen = () => source.getAllByRole('link').filter((link) => link.parentElement?.dataset.chosen === 'true').map((link) => link.getAttribute('href'));
  expect(chosen()).toEqual(['#L2', '#L3']);
  await userEvent.click(source.getByRole('link', { name: 'Line 4' }));
  await expect.poll(() => router.state.location.hash).toBe('#L4');
  expect(chosen()).toEqual(['#L4']);
});

it('shows what Markdown was written as, and runs nothing of it', async () => {
  show('.md', '# Melt\n\n<img src=x onerror="window.ran = 1">\n');
  openThing();
  expect(await screen.findByRole('heading', { name: 'Melt' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show as text' }));
  const source = await screen.findByRole('group', { name: 'thing' });
  expect(source).toHaveTextContent('<img src=x onerror="window.ran = 1">');
  expect(source.querySelector('img')).toBeNull();
});

it('leads from one place of a Markdown text to another, which no place of the page can be taken for', async () => {
  show('.md', '[Go on](#ice-how-thick), said[^1]\n\n## Ice: how thick?\n\n## Main\n\n## Main\n\n[^1]: by Ada\n');
  openThing();
  expect(await screen.findByRole('heading', { name: 'Ice: how thick?' })).toHaveAttribute('id', 'user-content-ice-how-thick');
  expect(screen.getByRole('link', { name: 'Go on' })).toHaveAttribute('href', '#user-content-ice-how-thick');
  expect(screen.getAllByRole('heading', { name: 'Main' }).map(({ id }) => id)).toEqual(['user-content-main', 'user-content-main-1']);
  const note = screen.getByRole('link', { name: '1' });
  expect(note.getAttribute('href')).toBe('#user-content-fn-1');
  expect(document.querySelector('#user-content-fn-1')).toHaveTextContent('by Ada');
});

it('tells the size of a picture, shows it pixel by pixel, and says when it is none', async () => {
  show('.png', 'not a picture');
  openThing();
  const picture = await screen.findByRole('img', { name: 'thing.png' });
  Object.defineProperties(picture, { naturalWidth: { value: 1200 }, naturalHeight: { value: 80 } });
  fireEvent.load(picture);
  expect(await screen.findByText('1,200 × 80 pixels')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Actual size' }));
  expect(screen.getByRole('button', { name: 'Actual size', pressed: true })).toBeVisible();
  fireEvent.error(picture);
  expect(await screen.findByText(/could not be shown as a picture/)).toBeVisible();
});

it('shows the beginning of a text with very many lines, and all of it when asked', async () => {
  show('.log', Array.from({ length: 10_500 }, (_, line) => `line ${line + 1}`).join('\n'));
  openThing();
  expect(await screen.findByText('Showing 10,000 of 10,500 lines.')).toBeVisible();
  expect(screen.queryByText('line 10500')).toBeNull();
  await userEvent.click(screen.getByText('Show all'));
  expect(await screen.findByText('line 10500')).toBeVisible();
});

it('says what is not JSON, and shows its text', async () => {
  show('.json', '{"a": ');
  openThing();
  expect(await screen.findByText(/could not be shown as JSON/)).toBeVisible();
  expect(screen.getByText('{"a":')).toBeVisible();
});

it('shows texts, code and outputs of a notebook, and runs and loads nothing of it', async () => {
  const output = { output_type: 'execute_result', data: { 'text/plain': ['two ', 'rows'], 'text/html': '<img src=x onerror="window.ran = 1">' } };
  const evil = { output_type: 'display_data', data: { 'image/svg+xml': '<svg onload="window.ran = 1"/>', 'image/png': '"><script>window.ran = 1</script>' } };
  const failed = { output_type: 'error', traceback: ['\u001b[0;31mZeroDivisionError\u001b[0m'] };
  const cells = [
    { cell_type: 'markdown', source: ['# Melt\n', '<script>window.ran = 1</script> ![x](http://other.example/x.png)'] },
    { cell_type: 'code', execution_count: 7, source: 'print("```")', outputs: [output, evil, failed] },
  ];
  show('.ipynb', JSON.stringify({ nbformat: 4, metadata: {}, cells }));
  openThing();
  expect(await screen.findByRole('heading', { name: 'Melt' })).toBeVisible();
  const cell = within(screen.getByRole('region', { name: 'Cell 2' }));
  expect(cell.getByText('[7]')).toBeVisible();
  expect(cell.getByText('two rows')).toBeVisible();
  expect(cell.getByText('ZeroDivisionError')).toBeVisible();
  expect(document.querySelector('main img, main script, main svg[onload]')).toBeNull();
  expect(window).not.toHaveProperty('ran');
});

it('offers the lines for R', async () => {
  show('.bin', 'x');
  openThing();
  await userEvent.click(await screen.findByRole('tab', { name: 'R' }));
  expect(screen.getByText('glaciers <- import("quilt.data.ada.glaciers")')).toBeVisible();
});

it('says when no answer comes to the text, and shows it once the registry is back', async () => {
  let away = true;
  show('.txt', 'snow', {
    raw: () => {
      if (!away) return new Response('snow');
      away = false;
      throw new TypeError('Failed to fetch');
    },
  });
  openThing();
  expect((await screen.findAllByText(/cannot be reached/))[0]).toBeVisible();
  expect(await screen.findByText('snow')).toBeVisible();
  expect(screen.queryByText(/cannot be reached/)).toBeNull();
});

it('shows the first bytes of what has no view of its own', async () => {
  show('.bin', Uint8Array.from({ length: 600 }, (_, at) => (at === 0 ? 0x41 : at % 256)));
  openThing();
  expect(await screen.findByText(/first 512 bytes of 600 B/)).toBeVisible();
  const [, first, second] = within(screen.getByRole('group', { name: 'Beginning of thing' })).getAllByRole('row');
  expect(first).toHaveTextContent(/^0000 ?41 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f ?A\.{15}$/);
  expect(second).toHaveTextContent(/^0010 ?10 11/);
});

it.each(['.csv.gz', '.TSV.gz'])('shows packed rows of %s as a table', async (extension) => {
  const rows = { status: 200, hash, path: 'thing', format: 'csv', delimiter: ',', header: true, sheets: null, sheet: null, columns: [0], total: 1, offset: 0, rows: [['A17']], cut: [], partial: null };
  show('.gz', 'x', { original: `thing${extension}` }).on(`GET /api/ui/rows/ada/glaciers/${hash}/thing`, () => answer({ ...rows, schema: [{ name: 'a', type: 'VARCHAR', kind: 'text' }] }));
  openThing();
  expect(await screen.findByRole('gridcell', { name: 'A17' })).toBeVisible();
});

it('takes other packed files for what they are', async () => {
  show('.gz', 'x', { original: 'thing.tar.gz' });
  openThing();
  expect(await screen.findByText(/no view of their own/)).toBeVisible();
});

it.each([
  ['.png', 50_000_000, 'Pictures of up to 50.0 MB are shown; this one has 50.0 MB.'],
  ['.pdf', 100_000_000, 'PDF files of up to 100.0 MB are shown; this one has 100.0 MB.'],
])('does not fetch %s files above the limit', async (type, limit, words) => {
  show(type, '', { size: limit + 1 });
  openThing();
  expect(await screen.findByText(words, { exact: false })).toBeVisible();
  expect(document.querySelector('main img, main iframe')).toBeNull();
});
