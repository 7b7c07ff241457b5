import { expect, expectGoodAtEverySize, test } from './support/test';

test('a new user signs in with the password chosen by the link that the administrator copied', async ({ windowOf }) => {
  const name = `new_${Date.now().toString(36)}`;
  const page = await windowOf('admin', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/admin/users');
  await page.getByRole('button', { name: 'Create user' }).click();
  const form = page.getByRole('dialog', { name: 'Create user' });
  await form.getByLabel('Username').fill(name);
  await form.getByLabel('Mail address').fill(`${name}@example.com`);
  await form.getByRole('button', { name: 'Create user' }).click();

  const shown = page.getByRole('dialog', { name: `${name} has an account` });
  await expect(shown).toBeVisible();
  await shown.getByRole('button', { name: 'Copy' }).click();
  await expect(shown.getByRole('status')).toHaveText('Copied');
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  await expectGoodAtEverySize(page);

  const theirs = await windowOf(null);
  await theirs.goto(link.pathname);
  await theirs.getByLabel('New password', { exact: true }).fill('a password of my own');
  await theirs.getByLabel('New password again', { exact: true }).fill('a password of my own');
  await theirs.keyboard.press('Enter');
  await expect(theirs.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();
  await theirs.goto('/signin');
  await theirs.getByLabel('Username').fill(name);
  await theirs.getByRole('textbox', { name: 'Password' }).fill('a password of my own');
  await theirs.keyboard.press('Enter');
  await expect(theirs.getByRole('button', { name })).toBeVisible();
});
