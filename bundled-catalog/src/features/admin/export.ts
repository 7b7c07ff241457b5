import type { AdminAudit } from '../../lib/api-types';

const COLUMNS = ['time', 'user', 'event', 'package', 'revision', 'particulars'];

/** Spreadsheets take what begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function particulars(extra: unknown): string {
  return extra === null || extra === undefined ? '' : JSON.stringify(extra);
}

/** Events as RFC 4180 wants them. */
export function eventsCsv(events: AdminAudit['events']): string {
  const lines = events.map(({ created, user, type, owner, name, hash, extra }) =>
    [new Date(created * 1000).toISOString(), user ?? '', type, `${owner}/${name}`, hash ?? '', particulars(extra)].map(field).join(','),
  );
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** Lets the browser save a text as a file. */
export function offer(name: string, type: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
