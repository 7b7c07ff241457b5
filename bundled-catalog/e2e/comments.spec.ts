import { expect, expectGoodAtEverySize, test } from './support/test';

const comments = '/package/bob/ours/comments';

test('a comment with a completed name is written, linked to, changed, hidden and deleted', async ({ windowOf }) => {
  const page = await windowOf('alice');
  const owner = await windowOf('bob');
  const reader = await windowOf('carol');
  const words = `Said ${Date.now().toString(36)}`;
  await page.goto(comments);
  const field = page.getByLabel('Write a comment');
  await field.pressSequentially(`${words} to @bo`);
  await expect(page.getByRole('option', { name: '@bob' })).toBeVisible();
  await expectGoodAtEverySize(page);
  await field.press('Enter');
  await expect(field).toHaveValue(`${words} to @bob `);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  const own = page.getByRole('article', { name: 'Comment by alice' }).filter({ hasText: words });
  await expect(own).toBeVisible();

  const id = (await own.getAttribute('id')) ?? '';
  await reader.goto(`${comments}#${id}`);
  const linked = reader.locator(`[id="${id}"]`);
  await expect(linked).toBeInViewport();
  await expect(linked).toHaveAttribute('aria-current', 'location');
  await expect(linked.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expectGoodAtEverySize(reader);

  await own.getByRole('button', { name: 'Edit' }).click();
  await own.getByLabel('Change your comment').fill(`${words}, once more`);
  await own.getByRole('button', { name: 'Save' }).click();
  await expect(own).toContainText(`${words}, once more`);
  await expect(own).toContainText('edited');

  await owner.goto(comments);
  const asOwner = owner.locator(`[id="${id}"]`);
  await asOwner.getByRole('button', { name: 'Hide' }).click();
  await expect(asOwner.getByText('Hidden: only its author and the owner see it')).toBeVisible();
  await expectGoodAtEverySize(owner);
  await reader.reload();
  await expect(reader.getByLabel('Write a comment')).toBeVisible();
  await expect(linked).toHaveCount(0);
  const withoutScripts = await windowOf('carol', { javaScriptEnabled: false });
  await withoutScripts.goto(comments);
  await expect(withoutScripts.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(withoutScripts.getByText(words)).toHaveCount(0);

  await page.reload();
  await own.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete comment' }).click();
  await expect(own).toHaveCount(0);
});
