import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Sessions } from '../lib/api-types';
import { chooseTimeFormat } from '../lib/time-format';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers } from '../testing/samples';
import { routes } from './routes';

const now = Math.floor(Date.now() / 1000);
const session = { made_at: now - 3 * 86_400, used_at: now - 7_200, expires_at: now + 87 * 86_400 };

const own: Sessions['sessions'] = [
  { ...session, id: 'cli', kind: 'program', agent: 'quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2', current: false },
  { ...session, id: 'here', kind: 'browser', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', current: true },
  { ...session, id: 'old', kind: null, agent: null, used_at: null, current: false },
];

beforeEach(() => { chooseTimeFormat('relative'); });

function registry() {
  let sessions = own;
  const calls = new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/sessions', () => answer({ sessions }))
    .on('DELETE /api/ui/sessions/cli', () => {
      sessions = sessions.filter(({ id }) => id !== 'cli');
      return answer({});
    })
    .on('DELETE /api/ui/sessions', () => {
      sessions = sessions.filter(({ current }) => current);
      return answer({});
    });
  open('/account', routes(someConfig));
  return calls;
}

async function rows() {
  return within((await screen.findByRole('region', { name: 'Sessions' })).querySelector('ul') ?? document.body).getAllByRole('listitem');
}

it('lists sessions by what they are, the one of this browser first', async () => {
  registry();
  await screen.findByText('this browser');
  const listed = await rows();
  expect(listed.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Firefox on Linux this browser.*Signed in 3 days ago, last used 2 hours ago.*Sign out$/),
    expect.stringMatching(/^quilt command 2\.9\.15 on Linux.*End$/),
    expect.stringMatching(/^A sign-in from before this list was kept.*not used since that is noted.*End$/),
  ]);
});

it('ends one session, and all others, after asking', async () => {
  const calls = registry();
  await userEvent.click(await screen.findByRole('button', { name: 'End quilt command 2.9.15 on Linux' }));
  expect(calls.made('DELETE /api/ui/sessions/cli')).toHaveLength(0);
  await userEvent.click(await screen.findByRole('button', { name: 'End it' }));
  await expect.poll(async () => (await rows()).length).toBe(2);
  await userEvent.click(screen.getByRole('button', { name: 'End all other sessions' }));
  await userEvent.click(await screen.findByRole('button', { name: 'End them' }));
  await expect.poll(async () => (await rows()).length).toBe(1);
  expect(screen.queryByRole('button', { name: 'End all other sessions' })).toBeNull();
});

async function fill(present: string, chosen: string, again: string) {
  await userEvent.type(await screen.findByLabelText('Present password'), present);
  await userEvent.type(screen.getByLabelText('New password'), chosen);
  await userEvent.type(screen.getByLabelText('New password again'), again);
  await userEvent.click(screen.getByRole('button', { name: 'Change password' }));
}

it('changes the password, and begins anew with empty fields', async () => {
  const calls = registry().on('POST /api/ui/password', () => answer({}));
  await fill('the present one', 'a new password', 'a new password');
  expect(await screen.findByText(/Your password has been changed/)).toBeVisible();
  expect(calls.made('POST /api/ui/password')[0]?.body).toEqual({ present: 'the present one', chosen: 'a new password' });
  expect(screen.getByLabelText('Present password')).toHaveValue('');
  expect(calls.made('GET /api/ui/sessions').length).toBeGreaterThan(1);
});

it('says at its field what is wrong with a password', async () => {
  const calls = registry().on('POST /api/ui/password', () => answer({ message: 'This is not your present password.' }, 403));
  await fill('wrong', 'short', 'other');
  expect(screen.getByText('A password has at least 8 characters')).toBeVisible();
  expect(screen.getByText('The passwords differ')).toBeVisible();
  expect(calls.made('POST /api/ui/password')).toHaveLength(0);
  await userEvent.type(screen.getByLabelText('New password'), ' but longer');
  await userEvent.clear(screen.getByLabelText('New password again'));
  await userEvent.type(screen.getByLabelText('New password again'), 'short but longer{Enter}');
  expect(await screen.findByText('This is not your present password.')).toBeVisible();
  expect(screen.getByLabelText('Present password')).toHaveAccessibleDescription('This is not your present password.');
});

it('writes every time as chosen, and remembers it in this browser', async () => {
  registry();
  await userEvent.click(await screen.findByRole('button', { name: 'Date and time in UTC' }));
  expect((await rows())[0]?.textContent).toMatch(/Signed in .*\d{4}.*\d{1,2}:\d{2}.* UTC, last used/);
  expect(localStorage.getItem('time format')).toBe('utc');
  await userEvent.click(screen.getByRole('button', { name: 'How long ago' }));
  expect((await rows())[0]).toHaveTextContent('Signed in 3 days ago');
  expect(localStorage.getItem('time format')).toBeNull();
});

it('writes times on other pages as chosen, too', async () => {
  chooseTimeFormat('utc');
  new FakeRegistry().session('ada').on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers));
  open('/package/ada/glaciers', routes(someConfig));
  expect((await screen.findAllByText(/14 Nov 2023, 22:13 UTC|Nov 14, 2023, 10:13.PM UTC/))[0]).toBeVisible();
});

it('asks whoever is not signed in to do so', async () => {
  new FakeRegistry().session(null);
  const router = open('/account', routes(someConfig));
  await expect.poll(() => router.state.location.pathname + router.state.location.search).toBe('/signin?next=%2Faccount');
});
