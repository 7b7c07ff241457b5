import { request } from '@playwright/test';
import { signIn } from './support/people';
import { expect, expectGoodAtEverySize, test } from './support/test';

/** Somebody of this test alone, with a password. */
async function somebody(catalog: string, password: string): Promise<string> {
  const name = `zoe_${Date.now().toString(36)}`;
  const admin = await request.newContext({ baseURL: catalog, storageState: await signIn('admin', catalog), extraHTTPHeaders: { Origin: catalog } });
  const made = await admin.post('/api/ui/admin/users/create', { data: { username: name, email: `${name}@example.org` } });
  expect(made.ok(), await made.text()).toBe(true);
  const link = /\/reset_password\/([^"\s]+)/.exec(await made.text())?.[1] ?? '';
  expect((await admin.post('/api/change_password', { data: { link, password } })).ok()).toBe(true);
  await admin.dispose();
  return name;
}

test('one sees one’s sessions, ends another, and chooses another password', async ({ baseURL, watch, windowOf }) => {
  watch.expect(401, 403);
  const name = await somebody(baseURL ?? '', 'the first password');
  const enter = async (password: string) => {
    const page = await windowOf(null);
    await page.goto('/signin?next=/account');
    await page.getByLabel('Username').fill(name);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('this browser', { exact: true })).toBeVisible();
    return page;
  };
  const other = await enter('the first password');
  const page = await enter('the first password');
  const sessions = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText(/Chrome on \w+ this browser/);

  await page.getByRole('button', { name: /^End Chrome/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectGoodAtEverySize(page);
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(sessions).toHaveCount(1);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  const third = await enter('the first password');
  await page.getByLabel('Present password').fill('not this one');
  await page.getByLabel('New password', { exact: true }).fill('the second password');
  await page.getByLabel('New password again').fill('the second password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await expectGoodAtEverySize(page);
  await page.getByLabel('Present password').fill('the first password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password has been changed.')).toBeVisible();
  await page.reload();
  await expect(sessions).toHaveCount(1);
  await third.reload();
  await expect(third.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await enter('the second password');
});

test('theme and form of times are chosen once for every page of this browser', async ({ windowOf }) => {
  const page = await windowOf('alice');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: 'Date and time in UTC' }).click();
  await expect(page.getByText(/^For example: .* UTC$/)).toBeVisible();
  for (const path of ['/package/alice/glaciers/revisions', '/package/alice/glaciers/comments', '/search?q=glaciers', '/']) {
    await page.goto(path);
    await expect(page.locator('main time').first()).toHaveText(/\d{4}.* UTC$/);
  }
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
