import { expect, it } from 'vitest';
import { safeNext } from './session';

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', 'package/a/b'])(
  'never leads to another site: %s',
  (next) => {
    expect(safeNext(next)).toBe('/');
  },
);

it('keeps path, query and place', () => {
  expect(safeNext('/search?q=a%20b#x')).toBe('/search?q=a%20b#x');
});
