import { expect, it } from 'vitest';
import { candidates, mentionAt, withName } from './mentions';

it.each([
  { text: '@', found: '' },
  { text: 'see @ad', found: 'ad' },
  { text: '(@Ada_1', found: 'ada_1' },
  { text: 'ada@exa', found: undefined },
  { text: 'code `@ad', found: undefined },
  { text: 'see @ad b', found: undefined },
])('finds in “$text” the name that is being written: $found', ({ text, found }) => {
  expect(mentionAt(text, text.length)?.beginning).toBe(found);
});

it('puts the name where it was begun, with one blank behind it', () => {
  const mention = mentionAt('see @ad there', 7);
  if (mention === null) throw new Error('There is a name.');
  expect(withName('see @ad there', mention, 'ada')).toEqual({ text: 'see @ada there', cursor: 9 });
  expect(withName('see @ad', mention, 'ada')).toEqual({ text: 'see @ada ', cursor: 9 });
});

it('offers those who take part first, each once, and at most eight', () => {
  expect(candidates('b', ['ada', 'bob'], ['bert', 'bob'])).toEqual(['bob', 'bert']);
  expect(candidates('', ['ada', 'bob'], ['stale'])).toEqual(['ada', 'bob']);
  expect(candidates('a', [], 'a b c d e f g h i j'.split(' '))).toHaveLength(8);
});
