import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chooseLanguage, startLanguage } from '../lib/language';
import { bytes, count, percent, when } from '../lib/format';
import { answer, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { routes } from './routes';

const prefers = (...languages: string[]) => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(languages[0] ?? '');
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
};

beforeEach(() => { prefers('en-GB', 'en'); });

afterEach(async () => {
  localStorage.clear();
  prefers('en-GB');
  await chooseLanguage('en');
});

function account() {
  new FakeRegistry().session('ada').on('GET /api/ui/sessions', () => answer({ sessions: [] }));
  return open('/account', routes(someConfig));
}

const group = (name: string) => screen.findByRole('group', { name });

it('speaks German once it is chosen, keeps it in this browser, and leaves the focus where it was', async () => {
  account();
  await userEvent.click(within(await group('Language')).getByRole('button', { name: 'Deutsch' }));
  expect(await screen.findByRole('heading', { name: 'Eigenes Konto' })).toBeVisible();
  expect(document.documentElement).toHaveAttribute('lang', 'de');
  expect(localStorage.getItem('language')).toBe('de');
  expect(document.title).toBe('Eigenes Konto · My registry');
  const chosen = within(await group('Sprache')).getByRole('button', { name: 'Deutsch' });
  expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => document.activeElement).toBe(chosen);
  await userEvent.click(within(await group('Sprache')).getByRole('button', { name: 'English' }));
  expect(await screen.findByRole('heading', { name: 'Your account' })).toBeVisible();
  expect(document.documentElement).toHaveAttribute('lang', 'en');
});

it('offers languages to people who are not signed in', async () => {
  new FakeRegistry().session(null);
  open('/signin', routes(someConfig));
  await userEvent.click(await screen.findByRole('button', { name: 'Theme and language' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Deutsch' }));
  expect(await screen.findByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'Farben und Sprache' }));
});

it('keeps the page that is open, what was read of the registry, and whose it is', async () => {
  const calls = new FakeRegistry().session('ada').on('GET /api/ui/sessions', () => answer({ sessions: [] }));
  const router = open('/account?x=1#y', routes(someConfig));
  await group('Language');
  await chooseLanguage('de');
  await group('Sprache');
  expect(router.state.location).toMatchObject({ pathname: '/account', search: '?x=1', hash: '#y' });
  expect(calls.made('GET /api/ui/session')).toHaveLength(1);
});

it('takes the language of the browser, German or else English', async () => {
  prefers('de-AT', 'en');
  await startLanguage();
  account();
  expect(await screen.findByRole('heading', { name: 'Eigenes Konto' })).toBeVisible();
  expect(within(await group('Sprache')).getByRole('button', { name: 'System', pressed: true })).toBeVisible();
  prefers('fr-FR', 'de');
  await chooseLanguage('system');
  expect(await screen.findByRole('heading', { name: 'Your account' })).toBeVisible();
});

it('prefers what was chosen here to the language of the browser', async () => {
  prefers('de-DE');
  localStorage.setItem('language', 'en');
  await startLanguage();
  expect(document.documentElement).toHaveAttribute('lang', 'en');
});

it('follows what is chosen in another window', async () => {
  account();
  await group('Language');
  localStorage.setItem('language', 'de');
  window.dispatchEvent(new StorageEvent('storage', { key: 'language' }));
  expect(await screen.findByRole('heading', { name: 'Eigenes Konto' })).toBeVisible();
});

it('writes numbers and times as the language does', async () => {
  prefers('en-GB');
  await chooseLanguage('de');
  expect([count(1234567), bytes(412_600_000), percent(0.4), percent(0.001)]).toEqual(['1.234.567', '412,6 MB', '40\u00a0%', '<1\u00a0%']);
  expect([when(0, 7_300), when(0, 30)]).toEqual(['vor 2 Stunden', 'gerade eben']);
  expect(when(1_700_000_000, 1_800_000_000)).toBe('14. Nov. 2023');
  await chooseLanguage('en');
  expect([count(1234567), bytes(412_600_000), percent(0.4)]).toEqual(['1,234,567', '412.6 MB', '40%']);
  expect(when(1_700_000_000, 1_800_000_000)).toBe('14 Nov 2023');
});

it('marks what the registry itself says as English', async () => {
  await chooseLanguage('de');
  new FakeRegistry().session('ada').on('GET /api/ui/sessions', () => answer({ message: 'The list is broken.' }, 500));
  open('/account', routes(someConfig));
  expect(await screen.findByText('Sitzungen: nicht geladen.')).toBeVisible();
  expect(screen.getByText('The list is broken.')).toHaveAttribute('lang', 'en');
});
