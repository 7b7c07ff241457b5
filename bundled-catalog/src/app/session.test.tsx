import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers } from '../testing/samples';
import { routes } from './routes';

const ended = () => answer({ message: 'Token invalid.' }, 401);
const ada = { user: 'ada', is_admin: false, expires_at: 4_000_000_000 };

beforeEach(() => { sessionStorage.clear(); });

async function signInAsAda() {
  await userEvent.type(await screen.findByLabelText('Username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
}

it('says that the session ended, and leads through sign-in back to where one was', async () => {
  const registry = new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', ended)
    .on('POST /api/ui/session', () => {
      registry.on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers));
      return answer(ada);
    });
  const router = open('/package/ada/glaciers/comments?x=1', routes(someConfig));
  expect(await screen.findByRole('heading', { name: 'Your session has ended' })).toBeVisible();
  await userEvent.click(within(screen.getByRole('main')).getByRole('link', { name: 'Sign in' }));
  expect(screen.getByText(/Your session has ended/)).toBeVisible();
  await signInAsAda();
  await expect.poll(() => router.state.location.pathname + router.state.location.search).toBe('/package/ada/glaciers/comments?x=1');
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('ada / glaciers');
  expect(screen.queryByText(/session has ended/)).toBeNull();
});

it('keeps the page and what was typed when the session ends meanwhile', async () => {
  new FakeRegistry()
    .session('ada')
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on('GET /api/ui/comments/ada/glaciers', () => answer({ comments: [], may_hide: false }))
    .on('POST /api/comments/ada/glaciers/', ended)
    .on('POST /api/ui/session', () => answer(ada));
  open('/package/ada/glaciers/comments', routes(someConfig));
  await userEvent.type(await screen.findByLabelText('Write a comment'), 'Station A17 moved');
  await userEvent.click(screen.getByRole('button', { name: 'Comment' }));
  expect(await screen.findByText(/Your session has ended/)).toBeVisible();
  expect(screen.getByLabelText('Write a comment')).toHaveValue('Station A17 moved');
  await userEvent.click(screen.getByRole('link', { name: 'Sign in again' }));
  await signInAsAda();
  expect(await screen.findByLabelText('Write a comment')).toHaveValue('Station A17 moved');
});

it('says nothing of an ended session to somebody who signed out', async () => {
  const registry = new FakeRegistry().session('ada').on('DELETE /api/ui/session', () => {
    registry.session(null);
    return answer({});
  });
  const router = open('/signout', routes(someConfig));
  await expect.poll(() => router.state.location.pathname).toBe('/');
  expect(await within(screen.getByRole('banner')).findByRole('link', { name: 'Sign in' })).toBeVisible();
  expect(screen.queryByText(/session has ended/)).toBeNull();
});

it('says that the registry cannot be reached, and goes on when it answers again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  try {
    const lost = () => { throw new TypeError('Failed to fetch'); };
    const registry = new FakeRegistry().on('GET /api/ui/session', lost).on('GET /api/ui/package/ada/glaciers/latest', lost);
    open('/package/ada/glaciers/settings', routes(someConfig));
    expect(await screen.findByText(/This page goes on by itself/)).toBeVisible();
    registry.session('ada').on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('ada / glaciers');
    expect(screen.queryByText(/This page goes on by itself/)).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

it('says that Caps Lock is on while a password is typed', async () => {
  new FakeRegistry().session(null);
  open('/signin', routes(someConfig));
  const field = await screen.findByLabelText('Password');
  await userEvent.type(field, '{CapsLock}x');
  expect(await screen.findByText('Caps Lock is on.')).toBeVisible();
  await userEvent.tab();
  await expect.poll(() => screen.queryByText('Caps Lock is on.')).toBeNull();
});
