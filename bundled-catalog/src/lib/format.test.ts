import { describe, expect, it } from 'vitest';
import { bytes, when } from './format';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [412_600_000, '412.6 MB'],
  ])('%d is %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});

describe('when', () => {
  const now = 1_700_000_000;

  it.each([
    [now - 30, 'just now'],
    [now - 60, '1 minute ago'],
    [now - 7_300, '2 hours ago'],
    [now - 30 * 86_400, '30 days ago'],
  ])('%d', (time, text) => {
    expect(when(time, now)).toBe(text);
  });

  it('names the day of older times', () => {
    expect(when(now - 31 * 86_400, now)).toContain('2023');
  });
});
