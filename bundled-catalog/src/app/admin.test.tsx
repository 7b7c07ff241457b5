import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { routes } from './routes';

const user = { email: 'x@lab.example', state: 'active', is_admin: false, packages: 2, installs: 3, previews: 4, pushes: 5, deletes: 0, date_joined: 1, last_seen: null };
const users = [
  { ...user, name: 'ada', is_admin: true },
  { ...user, name: 'bob' },
  { ...user, name: 'carol', state: 'disabled' },
];

function registry(isAdmin = true) {
  return new FakeRegistry()
    .session('ada', isAdmin)
    .on('GET /api/ui/admin/users', () => answer({ total: 3, users, next: null, status: 200 }))
    .on('GET /api/ui/admin/audit', ({ query }) =>
      answer({
        events: [{ id: query.get('after') === '9' ? 1 : 9, created: 1_700_000_000, user: null, type: 'INSTALL', owner: 'ada', name: 'glaciers', hash: null, extra: { path: '=cmd' } }],
        next: query.get('after') === '9' ? null : '9',
        status: 200,
      }),
    );
}

async function actionsFor(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: `Actions for ${name}` }));
  return within(await screen.findByRole('menu'));
}

it('shows nothing to somebody who is no administrator', async () => {
  const calls = registry(false);
  open('/admin/users', routes(someConfig));
  expect(await screen.findByRole('heading', { name: 'For administrators' })).toBeVisible();
  expect(calls.made('GET /api/ui/admin/users')).toHaveLength(0);
});

it('asks before it disables somebody, and tells why it did not work', async () => {
  const calls = registry().on('POST /api/users/disable', () => answer({ message: 'Try later' }, 500));
  open('/admin/users', routes(someConfig));
  await userEvent.click((await actionsFor('bob')).getByRole('menuitem', { name: 'Disable user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Disable user' }));
  expect(calls.made('POST /api/users/disable')).toHaveLength(0);
  await userEvent.click(dialog.getByRole('button', { name: 'Disable user' }));
  expect(await dialog.findByText(/Nothing was changed: Try later/)).toBeVisible();
  expect(calls.made('POST /api/users/disable')[0]?.body).toEqual({ username: 'bob' });
});

it('does without a question what takes nothing away', async () => {
  const calls = registry().on('POST /api/users/grant_admin', () => answer({}));
  open('/admin/users', routes(someConfig));
  await userEvent.click((await actionsFor('bob')).getByRole('menuitem', { name: 'Make administrator' }));
  expect(await screen.findByText('bob is an administrator now.')).toBeVisible();
  expect(calls.made('POST /api/users/grant_admin')[0]?.body).toEqual({ username: 'bob' });
});

it('lets nobody lock oneself out', async () => {
  registry();
  open('/admin/users', routes(someConfig));
  const menu = await actionsFor('ada');
  expect(menu.getByRole('menuitem', { name: 'Reset password' })).toBeVisible();
  expect(menu.queryByRole('menuitem', { name: /Disable|Revoke/ })).toBeNull();
});

it('says beside the field what is wrong with a new account', async () => {
  registry().on('POST /api/ui/admin/users/create', () => answer({ message: 'Username already taken.' }, 409));
  open('/admin/users', routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: 'Create user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Create user' }));
  await userEvent.type(dialog.getByLabelText(/Username/), 'bob');
  await userEvent.type(dialog.getByLabelText(/Mail address/), 'bob@lab.example');
  await userEvent.click(dialog.getByRole('button', { name: 'Create user' }));
  expect(await dialog.findByText('Username already taken.')).toBeVisible();
  expect(dialog.getByLabelText(/Username/)).toHaveValue('bob');
});

const unmailed = { ...someConfig, mail: false };

it('shows the link to choose a password of a new user where no mails are sent', async () => {
  const calls = registry().on('POST /api/ui/admin/users/create', () => answer({ name: 'dora', link: 'https://catalog.example/reset_password/ab12', status: 200 }));
  open('/admin/users', routes(unmailed), unmailed);
  await userEvent.click(await screen.findByRole('button', { name: 'Create user' }));
  const form = within(await screen.findByRole('dialog', { name: 'Create user' }));
  await userEvent.type(form.getByLabelText(/Username/), 'dora');
  await userEvent.type(form.getByLabelText(/Mail address/), 'dora@lab.example');
  await userEvent.click(form.getByRole('button', { name: 'Create user' }));
  const shown = within(await screen.findByRole('dialog', { name: 'dora has an account' }));
  expect(shown.getByText('https://catalog.example/reset_password/ab12')).toBeVisible();
  expect(calls.made('POST /api/ui/admin/users/create')[0]?.body).toEqual({ username: 'dora', email: 'dora@lab.example' });
  expect(shown.getByRole('button', { name: 'Copy the link for dora' })).toBeVisible();
  await userEvent.click(shown.getByRole('button', { name: 'Done' }));
  await expect.poll(() => screen.queryByText(/reset_password/)).toBeNull();
});

it('shows the link of somebody whose password was reset, but lets nobody lose the own session with the link', async () => {
  registry().on('POST /api/ui/admin/users/reset_password', () => answer({ name: 'bob', link: 'https://catalog.example/reset_password/cd34', status: 200 }));
  open('/admin/users', routes(unmailed), unmailed);
  await userEvent.click((await actionsFor('bob')).getByRole('menuitem', { name: 'Reset password' }));
  await userEvent.click(within(await screen.findByRole('dialog', { name: 'Reset password' })).getByRole('button', { name: 'Reset password' }));
  const shown = within(await screen.findByRole('dialog', { name: 'bob has no password now' }));
  expect(shown.getByText('https://catalog.example/reset_password/cd34')).toBeVisible();
  await userEvent.click(shown.getByRole('button', { name: 'Done' }));
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  expect((await actionsFor('ada')).queryByRole('menuitem', { name: 'Reset password' })).toBeNull();
});

it('says that the mail is on its way where mails are sent, and why a reset did not work', async () => {
  let works = false;
  registry().on('POST /api/ui/admin/users/reset_password', () => (works ? answer({ name: 'bob', link: null, status: 200 }) : answer({ message: 'Try later' }, 500)));
  open('/admin/users', routes(someConfig));
  await userEvent.click((await actionsFor('bob')).getByRole('menuitem', { name: 'Reset password' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Reset password' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Reset password' }));
  expect(await dialog.findByText(/Nothing was changed: Try later/)).toBeVisible();
  works = true;
  await userEvent.click(dialog.getByRole('button', { name: 'Reset password' }));
  expect(await screen.findByText('bob gets a mail with a link to choose a new password.')).toBeVisible();
});

it('leads from the old address of an audit to the events of that package', async () => {
  const calls = registry();
  const router = open('/profile/admin?audit=ada/glaciers', routes(someConfig));
  await expect.poll(() => router.state.location.pathname).toBe('/admin/audit');
  expect(await screen.findByRole('table', { name: 'Events' })).toBeVisible();
  expect(calls.made('GET /api/ui/admin/audit')[0]?.query.get('package')).toBe('ada/glaciers');
});

it('saves all events that fit, not only those on the screen, and no formulas', async () => {
  registry();
  const saved: Blob[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  Object.assign(URL, { createObjectURL: (blob: Blob) => { saved.push(blob); return 'blob:x'; }, revokeObjectURL: () => undefined });
  open('/admin/audit', routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: 'Save as CSV' }));
  await expect.poll(() => saved.length).toBe(1);
  const text = await saved[0]?.text();
  expect(text?.split('\r\n')).toHaveLength(4);
  expect(text).toContain('"{""path"":""=cmd""}"');
});

it('opens the area from the menu of an administrator alone', async () => {
  registry().on('GET /api/ui/home', () => answer({ recent: [], own: [], shared: [], totals: { recent: 0, own: 0, shared: 0 }, empty: true }));
  open('/', routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: 'ada' }));
  expect(await screen.findByRole('menuitem', { name: 'Administration' })).toHaveAttribute('href', '/admin/users');
});
