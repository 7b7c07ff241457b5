import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { routes } from './routes';

describe('signing in', () => {
  it('asks for both fields before it calls', async () => {
    const registry = new FakeRegistry().session(null);
    open('/signin', routes(someConfig));

    await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));

    expect(screen.getByText('Enter your username')).toBeVisible();
    expect(screen.getByLabelText('Username')).toHaveFocus();
    expect(registry.made('POST /api/ui/session')).toHaveLength(0);
  });

  it('goes to where one wanted to be, and nowhere outside', async () => {
    const signedIn = { user: 'ada', is_admin: false, expires_at: 4_000_000_000 };
    new FakeRegistry().session(null).on('POST /api/ui/session', () => answer(signedIn));
    const router = open('/signin?next=//evil.example/', routes(someConfig));

    await userEvent.type(await screen.findByLabelText('Username'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse{Enter}');

    await expect.poll(() => router.state.location.pathname).toBe('/profile');
  });

  it('says what is wrong and keeps the name', async () => {
    new FakeRegistry().session(null).on('POST /api/ui/session', () => answer({ message: 'Login attempt failed' }, 401));
    open('/signin', routes(someConfig));

    await userEvent.type(await screen.findByLabelText('Username'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');

    expect(await screen.findByText('This name and password do not fit together.')).toBeVisible();
    expect(screen.getByLabelText('Username')).toHaveValue('ada');
  });
});

describe('unknown addresses', () => {
  it('say so and offer to sign in', async () => {
    new FakeRegistry().session(null);
    open('/no/such/page', routes(someConfig));

    expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeVisible();
    expect(await screen.findAllByRole('link', { name: 'Sign in' })).not.toHaveLength(0);
  });
});

it('brings the focus to the search field by its key, but not while somebody types', async () => {
  new FakeRegistry().session(null);
  open('/signin', routes(someConfig));

  await userEvent.type(await screen.findByLabelText('Username'), 'a/b');
  expect(screen.getByLabelText('Username')).toHaveValue('a/b');
  await userEvent.click(screen.getByRole('heading', { name: 'Sign in' }));
  await userEvent.keyboard('/');

  expect(screen.getByLabelText('Search packages')).toHaveFocus();
});
