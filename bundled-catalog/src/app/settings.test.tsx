import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers } from '../testing/samples';
import { routes } from './routes';

function registry(owner = true) {
  return new FakeRegistry()
    .session(owner ? 'ada' : 'bob')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer({ ...glaciers, rights: { ...glaciers.rights, owner } }))
    .on('GET /api/access/ada/glaciers/', () => answer({ users: ['ada', 'bob'] }))
    .on('GET /api/invite/ada/glaciers/', () => answer({ invitations: [{ invitation_id: 7, email: 'new@x.example', invited_at: '2026-01-02T03:04:05+00:00' }] }))
    .on('GET /api/ui/users', () => answer({ users: ['carol'] }));
}

async function people() {
  return within(await screen.findByRole('region', { name: 'People with access' }));
}

it('adds a person with one call and shows her at once', async () => {
  const calls = registry().on('PUT /api/access/ada/glaciers/carol', () => answer({}));
  open('/package/ada/glaciers/settings', routes(someConfig));

  await userEvent.type(await (await people()).findByRole('combobox', { name: 'Add somebody' }), 'carol');
  await userEvent.click((await people()).getByRole('button', { name: 'Add' }));

  expect(await (await people()).findByRole('link', { name: 'carol' })).toBeVisible();
  expect(calls.made('PUT /api/access/ada/glaciers/carol')).toHaveLength(1);
});

it('takes back what was shown when the registry refuses, and says why', async () => {
  registry().on('DELETE /api/access/ada/glaciers/bob', () => answer({ message: 'Only the package owner can revoke access' }, 403));
  open('/package/ada/glaciers/settings', routes(someConfig));

  await userEvent.click(await (await people()).findByRole('button', { name: 'Remove bob' }));

  expect(await screen.findByText(/Only the package owner can revoke access/)).toBeVisible();
  expect((await people()).getByRole('link', { name: 'bob' })).toBeVisible();
});

it('never offers to remove the owner', async () => {
  registry();
  open('/package/ada/glaciers/settings', routes(someConfig));

  expect(await (await people()).findByRole('button', { name: 'Remove bob' })).toBeVisible();
  expect((await people()).queryByRole('button', { name: 'Remove ada' })).toBeNull();
});

it('asks once before everybody may see the package', async () => {
  const calls = registry().on('PUT /api/access/ada/glaciers/public', () => answer({}));
  open('/package/ada/glaciers/settings', routes(someConfig));

  await userEvent.click(await screen.findByRole('switch', { name: /Public/ }));
  expect(calls.made('PUT /api/access/ada/glaciers/public')).toHaveLength(0);
  await userEvent.click(await screen.findByRole('button', { name: 'Make it public' }));

  await expect.poll(() => calls.made('PUT /api/access/ada/glaciers/public').length).toBe(1);
});

it('deletes only after the name was typed', async () => {
  const calls = registry().on('DELETE /api/package/ada/glaciers/', () => answer({}));
  const router = open('/package/ada/glaciers/settings', routes(someConfig));

  await userEvent.click(await screen.findByRole('button', { name: 'Delete package' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Delete package' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText('Type ada/glaciers to confirm'), 'ada/glaciers');
  await userEvent.click(dialog.getByRole('button', { name: 'Delete package' }));

  await expect.poll(() => router.state.location.pathname).toBe('/');
  expect(calls.made('DELETE /api/package/ada/glaciers/')).toHaveLength(1);
});

it('lets others look and change nothing', async () => {
  registry(false);
  open('/package/ada/glaciers/settings', routes(someConfig));

  expect(await (await people()).findByRole('link', { name: 'bob' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Remove|Delete|Set|Add/ })).toBeNull();
});
