import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Comments } from '../lib/api-types';
import { answer, type Call, FakeRegistry } from '../testing/fake-registry';
import { open, someConfig } from '../testing/render';
import { glaciers } from '../testing/samples';
import { routes } from './routes';

const now = Math.floor(Date.now() / 1000);
const path = '/api/ui/comments/ada/glaciers';
const one = { id: '0000000000000001', author: 'bob', created: now - 7_200, edited: null, hidden: false, contents: 'What about B03?', changeable_until: null };
const two = { ...one, id: '0000000000000002', author: 'ada', created: now - 60, contents: 'Surveys are in.', changeable_until: now + 840 };

beforeEach(() => { sessionStorage.clear(); });

function registry(comments: Comments['comments'] = [one, two], mayHide = false, user = 'ada') {
  let all = comments;
  const told = () => answer({ comments: all, may_hide: mayHide });
  const contentsOf = ({ body }: Call) => (typeof body === 'object' && body !== null && 'contents' in body ? String(body.contents) : '');
  return new FakeRegistry()
    .session(user)
    .on('GET /api/ui/package/ada/glaciers/latest', () => answer(glaciers))
    .on(`GET ${path}`, told)
    .on(`PUT ${path}/${two.id}`, (call) => {
      all = all.map((comment) => (comment.id === two.id ? { ...comment, contents: contentsOf(call), edited: now } : comment));
      return told();
    })
    .on(`DELETE ${path}/${two.id}`, () => {
      all = all.filter(({ id }) => id !== two.id);
      return told();
    })
    .on(`PUT ${path}/${one.id}/hidden`, ({ body }) => {
      all = all.map((comment) => (comment.id === one.id ? { ...comment, hidden: JSON.stringify(body) === '{"hidden":true}' } : comment));
      return told();
    })
    .on('POST /api/comments/ada/glaciers/', (call) => {
      all = [...all, { ...two, id: '0000000000000003', contents: contentsOf(call) }];
      return answer({ comment: all.at(-1) });
    })
    .on('GET /api/ui/users', () => answer({ users: ['barbara', 'bertil'] }));
}

const show = (hash = '') => open(`/package/ada/glaciers/comments${hash}`, routes(someConfig));
const commentOf = (name: string) => screen.findByRole('article', { name: `Comment by ${name}` });

it('changes and deletes one’s own comment, and nobody else’s', async () => {
  registry();
  show();
  expect(within(await commentOf('bob')).queryByRole('button', { name: 'Edit' })).toBeNull();
  const own = within(await commentOf('ada'));
  await userEvent.click(own.getByRole('button', { name: 'Edit' }));
  await userEvent.type(own.getByLabelText('Change your comment'), ' All of them.');
  await userEvent.click(own.getByRole('button', { name: 'Save' }));
  expect(await own.findByText('Surveys are in. All of them.')).toBeVisible();
  expect(own.getByText(/, edited/)).toBeVisible();
  await userEvent.click(own.getByRole('button', { name: 'Delete' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Delete comment' }));
  await expect.poll(() => screen.queryByText(/Surveys are in/)).toBeNull();
  expect(screen.getByRole('link', { name: /^Comments 1$/ })).toBeVisible();
});

it('offers no change any more once its time is over', async () => {
  registry([{ ...two, changeable_until: now - 1 }]);
  show();
  const own = within(await commentOf('ada'));
  await expect.poll(() => own.queryByRole('button', { name: 'Edit' })).toBeNull();
});

it('keeps a text that the registry does not take', async () => {
  registry().on(`PUT ${path}/${two.id}`, () => answer({ message: 'A comment can be changed for 15 minutes.' }, 403));
  show();
  const own = within(await commentOf('ada'));
  await userEvent.click(own.getByRole('button', { name: 'Edit' }));
  await userEvent.type(own.getByLabelText('Change your comment'), '!');
  await userEvent.click(own.getByRole('button', { name: 'Save' }));
  expect(await own.findByText(/was not changed: A comment can be changed for 15 minutes/)).toBeVisible();
  expect(own.getByLabelText('Change your comment')).toHaveValue('Surveys are in.!');
});

it('lets the owner hide a comment and show it again', async () => {
  registry([one], true);
  show();
  const other = within(await commentOf('bob'));
  await userEvent.click(other.getByRole('button', { name: 'Hide' }));
  expect(await other.findByText('Hidden: only its author and the owner see it')).toBeVisible();
  await userEvent.click(other.getByRole('button', { name: 'Show to everybody' }));
  await expect.poll(() => other.queryByText(/Hidden/)).toBeNull();
});

it('marks the comment that the address names', async () => {
  registry();
  show(`#comment-${two.id}`);
  const linked = await commentOf('ada');
  await expect.poll(() => document.activeElement).toBe(linked);
  expect(linked).toHaveAttribute('aria-current', 'location');
  expect(await commentOf('bob')).not.toHaveAttribute('aria-current');
});

it('completes names behind an @ by keyboard', async () => {
  const calls = registry();
  show();
  const field = await screen.findByLabelText('Write a comment');
  expect(field).toHaveAttribute('aria-expanded', 'false');
  await userEvent.type(field, 'Thanks @b');
  expect(await screen.findByRole('option', { name: '@bertil' })).toBeVisible();
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['@bob', '@barbara', '@bertil']);
  expect(field).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{ArrowDown}');
  const active = field.getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(active)).toHaveTextContent('@barbara');
  expect(screen.getByRole('option', { selected: true })).toHaveTextContent('@barbara');
  await userEvent.keyboard('{Enter}');
  expect(field).toHaveValue('Thanks @barbara ');
  await userEvent.type(field, 'and @');
  await userEvent.keyboard('{Escape}');
  expect(field).toHaveAttribute('aria-expanded', 'false');
  expect(calls.made('GET /api/ui/users').at(-1)?.query.get('q')).toBe('b');
  await userEvent.clear(field);
  await userEvent.type(field, 'mail ada@b');
  expect(field).toHaveAttribute('aria-expanded', 'false');
});

it('sends a comment and shows it', async () => {
  registry();
  show();
  await userEvent.type(await screen.findByLabelText('Write a comment'), 'Thanks');
  await userEvent.click(screen.getByRole('button', { name: 'Comment' }));
  expect(await screen.findByText('Thanks', { selector: 'p' })).toBeVisible();
  expect(screen.getByLabelText('Write a comment')).toHaveValue('');
  expect(screen.getByRole('link', { name: /^Comments 3$/ })).toBeVisible();
});
