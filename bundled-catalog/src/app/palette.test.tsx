import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers, hash } from '../testing/samples';
import { routes } from './routes';

beforeEach(() => { localStorage.clear(); });

function registry() {
  return new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on(`GET /api/ui/package/ada/glaciers/${hash}`, () => answer(glaciers))
    .on('GET /api/ui/suggest', () => answer({ packages: [{ owner: 'bob', name: 'rivers', visibility: 'team' }], owners: ['bob'], status: 200 }))
    .on('GET /api/ui/find/ada/glaciers/latest', () => answer({ total: 1, entries: [{ name: 'thickness', path: 'surveys/thickness', kind: 'table' }] }));
}

it('goes to a package without the pointer, and closes', async () => {
  registry();
  const router = open('/signup', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox', { name: /Go to a package/ }), 'riv');
  expect(await screen.findByRole('option', { name: 'bob/rivers' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe('/package/bob/rivers');
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
});

it('finds a file of the open package', async () => {
  registry();
  const router = open('/package/ada/glaciers', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  await userEvent.keyboard('t');
  await userEvent.type(await screen.findByRole('combobox', { name: 'Find a file of this package' }), 'thick');
  await screen.findByRole('option', { name: 'surveys/thickness' });
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe('/package/ada/glaciers/files/surveys/thickness');
});

it('goes to a revision of the open package by its tag, or by a hash that is not among the last ones', async () => {
  const other = 'b'.repeat(64);
  const push = { author: 'ada', created: 1_700_000_000, tags: [], versions: [], size: 1, files: 1, previous: null, changes: null };
  registry()
    .on(`GET /api/ui/package/ada/glaciers/${other}`, () => answer(glaciers))
    .on('GET /api/ui/package/ada/glaciers/0123456', () => answer(glaciers))
    .on('GET /api/ui/revisions/ada/glaciers', () =>
      answer({ total: 3, revisions: [{ ...push, hash, tags: ['latest'] }, { ...push, hash: other, tags: ['reviewed'], versions: ['1.0'] }, { ...push, hash }], next: null, status: 200 }),
    );
  const router = open('/package/ada/glaciers', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  const find = async (words: string) => {
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox', { name: /Go to a package/ }), words);
    return within(await screen.findByRole('group', { name: 'Revisions' }));
  };
  const found = await find('reviewed');
  await expect.poll(() => found.getAllByRole('option').map((option) => option.textContent)).toEqual([expect.stringContaining('bbbbbbbbbbreviewed · 1.0 · ada')]);
  await userEvent.click(found.getByRole('option'));
  await expect.poll(() => router.state.location.pathname).toBe(`/package/ada/glaciers/at/${other}`);
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  await userEvent.click((await find('0123456')).getByRole('option', { name: '0123456' }));
  await expect.poll(() => router.state.location.pathname).toBe('/package/ada/glaciers/at/0123456');
});

it('pins the address to the revision that is shown', async () => {
  registry();
  const router = open('/package/ada/glaciers/settings', routes(someConfig));
  await screen.findByRole('heading', { level: 1 });
  await userEvent.keyboard('y');
  await expect.poll(() => router.state.location.pathname).toBe(`/package/ada/glaciers/at/${hash}/settings`);
});

it('does nothing on single keys while somebody types, or when they are switched off', async () => {
  registry();
  const router = open('/signup', routes(someConfig));
  await userEvent.type(await screen.findByLabelText('Username'), 'gh?');
  expect(screen.queryByRole('dialog')).toBeNull();
  screen.getByLabelText('Username').blur();
  await userEvent.keyboard('?');
  const dialog = within(await screen.findByRole('dialog', { name: 'Keys' }));
  await userEvent.click(dialog.getByRole('switch', { name: 'Keys without Ctrl' }));
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  await userEvent.keyboard('gh');
  expect(router.state.location.pathname).toBe('/signup');
});
