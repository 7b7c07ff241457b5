import { archivePath, type Place, rawPath } from '../../lib/places';

/** What the snippets are about. */
export interface Target {
  readonly place: Place;
  /** The revision in full; commands name it where the address does not name the latest. */
  readonly hash: string;
  /** Path of the open folder or file; empty for the whole package. */
  readonly path: string;
  readonly kind: 'group' | 'table' | 'file';
  readonly team: string | null;
  /** The address of this catalog where everybody may read the package. */
  readonly open: string | null;
}

function handle({ place, team }: Target): string {
  return `${team === null ? '' : `${team}:`}${place.owner}/${place.name}`;
}

function which({ place, hash }: Target): string {
  if (place.rev === undefined) return '';
  if (place.rev.startsWith('tag:')) return ` -t ${place.rev.slice('tag:'.length)}`;
  if (place.rev.startsWith('version:')) return ` -v ${place.rev.slice('version:'.length)}`;
  return ` -x ${hash}`;
}

/**
 * Lines for a shell, each complete in itself, in the order in which they are needed. A part can be installed, but not always be
 * exported after that: the client reads the user metadata of the whole package then, whose objects it may not have.
 */
export function commandLines(target: Target): string[] {
  const below = target.path === '' ? '' : `/${target.path}`;
  const install = `quilt install ${handle(target)}${below}${which(target)}`;
  return [install, ...(below === '' ? [`quilt export ${handle(target)}`] : []), ...withoutClient(target)];
}

/** What everybody may read comes without the client and an account, under the name that the registry gives it. */
function withoutClient({ place, hash, path, kind, open }: Target): string[] {
  if (open === null) return [];
  return [`curl -fOJ "${open}${kind === 'group' ? archivePath(place, hash, path) : rawPath(place, hash, path, true)}"`];
}

/** Lines for Python. */
export function pythonLines(target: Target): string[] {
  const { place, team, path, kind } = target;
  const from = team === null ? `quilt.data.${place.owner}` : `quilt.team.${team}.${place.owner}`;
  const revision = place.rev === undefined ? '' : pinned(target);
  const node = [place.name, ...path.split('/').filter((name) => name !== '')].join('.');
  return [
    'import quilt',
    `quilt.install("${handle(target)}"${revision})`,
    `from ${from} import ${place.name}`,
    ...(path === '' ? [] : [kind === 'group' ? node : `${node}()`]),
  ];
}

function pinned({ place, hash }: Target): string {
  if (place.rev?.startsWith('tag:') === true) return `, tag="${place.rev.slice('tag:'.length)}"`;
  if (place.rev?.startsWith('version:') === true) return `, version="${place.rev.slice('version:'.length)}"`;
  return `, hash="${hash}"`;
}

/** Lines for R, which reaches the client through Python. */
export function rLines(target: Target): string[] {
  const { place, team, path, kind } = target;
  const module = team === null ? `quilt.data.${place.owner}.${place.name}` : `quilt.team.${team}.${place.owner}.${place.name}`;
  const names = path.split('/').filter((name) => name !== '');
  const node = [place.name, ...names].join('$');
  return [
    'library(reticulate)',
    'quilt <- import("quilt")',
    `quilt$install("${handle(target)}"${place.rev === undefined ? '' : pinned(target)})`,
    `${place.name} <- import("${module}")`,
    ...(path === '' ? [] : [kind === 'group' ? node : `${node}()`]),
  ];
}
