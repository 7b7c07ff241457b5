import { expect, it } from 'vitest';
import { factsOf, fits, rangesOf, wordsOf } from './metadata';

it('names every value by its place', () => {
  expect(factsOf({ a: { 'b c': [1, 'x', [], {}] }, d: null })).toEqual([
    { key: 'a["b c"][0]', value: '1' },
    { key: 'a["b c"][1]', value: 'x' },
    { key: 'a["b c"][2]', value: '[]' },
    { key: 'a["b c"][3]', value: '{}' },
    { key: 'd', value: 'null' },
  ]);
  expect(factsOf('alone')).toEqual([{ key: '', value: 'alone' }]);
});

it('marks words wherever they are, and what touches as one', () => {
  expect(rangesOf('Radar, radar', wordsOf('RADAR'))).toEqual([[0, 5], [7, 12]]);
  expect(rangesOf('abcdef', wordsOf('abc cde ef'))).toEqual([[0, 6]]);
  expect(rangesOf('abc', wordsOf('  '))).toEqual([]);
});

it('wants each word in the key or in the value', () => {
  const fact = { key: 'contact.name', value: 'Ada' };
  expect(fits(fact, wordsOf('name ada'))).toBe(true);
  expect(fits(fact, wordsOf('name bob'))).toBe(false);
});
