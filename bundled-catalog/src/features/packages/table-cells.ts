import type { Cell, Column, Partial } from '../../lib/api-types';
import { bytes, numberFormat } from '../../lib/format';
import { say, type TextId } from '../../lib/texts';
import type { ColumnKind } from './table-api';

/** The text of a cell for people and for the clipboard; nothing is empty there. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return say('cell.bytes', { n: cell.bytes, first: `${cell.first}${cell.bytes * 2 > cell.first.length ? '…' : ''}` });
  return String(cell);
}

/** Two to four letters beside a column's name. */
export const kindLabels: Readonly<Record<ColumnKind, TextId>> = {
  number: 'kind.number',
  text: 'kind.text',
  boolean: 'kind.boolean',
  time: 'kind.time',
  binary: 'kind.binary',
  nested: 'kind.nested',
};

/** Rows with tabs between cells, as spreadsheets take them; a tab or line end within a cell becomes a blank. */
export function tabSeparated(rows: readonly (readonly (Cell | undefined)[])[]): string {
  return rows.map((row) => row.map((cell) => cellText(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** What is there of a row, as JSON; of columns with the same name the last counts. */
export function rowJson(schema: readonly Column[], row: ReadonlyMap<number, Cell>): string {
  return JSON.stringify(Object.fromEntries([...row].map(([place, cell]) => [schema[place]?.name ?? String(place), cell])), null, 2);
}

export const OPS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'null', 'notnull'] as const;

/** `3:ge:10` in words: `depth is at least 10`. */
export function filterWords(filter: string, schema: readonly Column[]): string {
  const [place = '', op = '', ...value] = filter.split(':');
  const name = schema[Number(place)]?.name ?? place;
  const known = OPS.find((one) => one === op);
  return known === undefined ? [name, op, value.join(':')].filter((word) => word !== '').join(' ') : say(`filter.${known}`, { name, value: value.join(':') });
}

/** A filter for each end of a bar; the last bar holds its upper end. */
export function barFilters(place: number, from: Cell, to: Cell, last: boolean): string[] {
  return [`${place}:ge:${cellText(from)}`, `${place}:${last ? 'le' : 'lt'}:${cellText(to)}`];
}

export function valueFilter(place: number, value: Cell): string {
  return value === null ? `${place}:null` : `${place}:eq:${cellText(value)}`;
}

/** Numbers in a form that fits a header: `1.2M`, `0.031`. */
export function short(value: Cell): string {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) {
    return numberFormat({ notation: Math.abs(number) >= 100_000 ? 'compact' : 'standard', maximumSignificantDigits: 4, useGrouping: false }).format(number);
  }
  return cellText(value);
}

/** How much of a file was read. */
export function partialWords({ read, of }: Partial): string {
  return of === null ? bytes(read) : say('word.of', { part: bytes(read), all: bytes(of) });
}
