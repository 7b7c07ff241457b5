import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, FakeRegistry, type Handler } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

function show(type: string, content: string, raw: Handler = () => new Response(content)) {
  const node = {
    hash, path: 'thing', name: 'thing', kind: 'file', type, original_name: `thing${type}`, size: content.length, files: 1, rows: null,
    objects: [], content_type: null, metadata: null, metadata_hash: null, user_metadata: null, previous: null, next: null, status: 200,
  };
  new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/node/ada/glaciers/latest/thing', () => answer(node))
    .on(`GET /raw/ada/glaciers/${hash}/thing`, raw);
  open('/package/ada/glaciers/files/thing', routes(someConfig));
}

it('opens JSON step by step by keys and tells the path of a value', async () => {
  show('.json', JSON.stringify({ stations: [{ 'a b': 1 }, { 'a b': 2 }], empty: null }));
  const tree = await screen.findByRole('tree', { name: 'thing' });
  expect(within(tree).queryByText('"a b"')).toBeNull();
  within(tree).getAllByRole('treeitem')[0]?.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowDown}{ArrowDown}{ArrowRight}{ArrowDown}');
  expect(screen.getByText('$.stations[1]["a b"]')).toBeVisible();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.getByText('$.stations[1]')).toBeVisible();
  expect(within(tree).queryByText('a b:')).toBeNull();
});

it('says what is not JSON, and shows its text', async () => {
  show('.json', '{"a": ');
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
  await userEvent.click(await screen.findByRole('tab', { name: 'R' }));
  expect(screen.getByText('glaciers <- import("quilt.data.ada.glaciers")')).toBeVisible();
});

it('says when no answer comes to the text, and shows it once the registry is back', async () => {
  let away = true;
  show('.txt', 'snow', () => {
    if (!away) return new Response('snow');
    away = false;
    throw new TypeError('Failed to fetch');
  });
  expect((await screen.findAllByText(/cannot be reached/))[0]).toBeVisible();
  expect(await screen.findByText('snow')).toBeVisible();
  expect(screen.queryByText(/cannot be reached/)).toBeNull();
});
