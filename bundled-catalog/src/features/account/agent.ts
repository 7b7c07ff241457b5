import type { Sessions } from '../../lib/api-types';
import { say } from '../../lib/texts';

/** The first that occurs in what a browser calls itself: most also name those that they descend from. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['Lynx/', 'Lynx'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iPadOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Darwin', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

function named(list: typeof browsers | typeof systems, agent: string): string | undefined {
  return list.find(([part]) => agent.includes(part))?.[1];
}

/** What a session is, for somebody who looks for his own: `Firefox on Linux`, `quilt command 2.9.15 on Linux`. */
export function nameOfSession({ kind, agent }: Pick<Sessions['sessions'][number], 'kind' | 'agent'>): string {
  if (kind === null) return say('agent.early');
  const said = agent ?? '';
  const client = /^quilt-cli\/(\S+)/.exec(said)?.[1];
  const [, program] = /^([\w.-]+\/[\w.-]+)/.exec(said) ?? [];
  const what =
    kind === 'browser' ? (named(browsers, said) ?? say('agent.browser')) : client === undefined ? (program ?? say('agent.program')) : say('agent.client', { version: client });
  const system = named(systems, said);
  return system === undefined ? what : say('agent.on', { what, system });
}
