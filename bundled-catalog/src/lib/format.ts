import { locale, say } from './texts';
import { type TimeFormat, timeFormat } from './time-format';

const numbers = new Map<string, Intl.NumberFormat>();

/** Made once for each language and form: making one takes longer than writing a table full of numbers with it. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  const format = numbers.get(key) ?? new Intl.NumberFormat(locale(), options);
  numbers.set(key, format);
  return format;
}

const steps = ['kB', 'MB', 'GB', 'TB', 'PB'];

/** Decimal units with one decimal: `1.4 MB`; below 1 kB exact: `512 B`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  let value = count;
  let step = -1;
  // What would round to 1000.0 belongs to the next unit.
  while (value >= 999.95 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false } as const;
  return `${numberFormat(digits).format(value)} ${steps[step] ?? ''}`;
}

/** With the reader's separators: `12 803` or `12,803`. */
export function count(value: number): string {
  return numberFormat().format(value);
}

/** `12%`, with less than one told as such. */
export function percent(share: number): string {
  const inPercent = numberFormat({ style: 'percent', maximumFractionDigits: 0 });
  return share > 0 && share < 0.01 ? `<${inPercent.format(0.01)}` : inPercent.format(share);
}

const spans: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Relative up to 30 days, then the date: `2 days ago`, `12 Mar 2026`. Times in Unix seconds. */
export function when(time: number, now: number = Date.now() / 1000): string {
  const age = now - time;
  if (age > 30 * 86_400 || age < -60) {
    return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' }).format(time * 1000);
  }
  const span = spans.find(([, seconds]) => age >= seconds);
  if (span === undefined) return say('format.now');
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'always' }).format(-Math.floor(age / span[1]), span[0]);
}

/** Date and time, `12 Mar 2026, 14:05`, where the reader is or in UTC, which is said then. */
function dateAndTime(time: number, utc: boolean): string {
  const text = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', ...(utc ? { timeZone: 'UTC' } : {}) }).format(time * 1000);
  return utc ? `${text} UTC` : text;
}

/** A time as the reader wants times to be written. */
export function timeText(time: number, format: TimeFormat = timeFormat()): string {
  return format === 'relative' ? when(time) : dateAndTime(time, format === 'utc');
}

/** A day of the calendar of UTC, in which weeks are counted: `12 Mar 2026`. */
export function day(time: number): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(time * 1000);
}

/** Day and time also for a reader who prefers how long ago: `12 Mar 2026, 03:00`. */
export function moment(time: number): string {
  return dateAndTime(time, timeFormat() === 'utc');
}

/** The exact time, for a tooltip. */
export function exactly(time: number, format: TimeFormat = 'local'): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'long', ...(format === 'utc' ? { timeZone: 'UTC' } : {}) }).format(time * 1000);
}

/** The first 10 characters, which tell revisions apart. */
export function shortHash(hash: string): string {
  return hash.slice(0, 10);
}
