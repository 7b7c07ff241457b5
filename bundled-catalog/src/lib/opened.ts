/** Packages that somebody opened here, the last one first. */
export interface Opened {
  readonly user: string;
  readonly handles: readonly string[];
}

const KEY = 'opened';

/** The registry is asked about so many at once. */
const MOST = 24;

function isOpened(value: unknown): value is Opened {
  if (typeof value !== 'object' || value === null) return false;
  const { user, handles }: Partial<Record<keyof Opened, unknown>> = value;
  return typeof user === 'string' && Array.isArray(handles) && handles.every((handle) => typeof handle === 'string');
}

/** What this browser has, if anything: whether its packages may still be seen, only the registry knows. */
export function readOpened(): Opened | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isOpened(read) ? { user: read.user, handles: read.handles.slice(0, MOST) } : undefined;
  } catch {
    // A browser that keeps nothing, or something else of that name.
    return undefined;
  }
}

/** Keeps that somebody opened a package; what another person opened before goes. */
export function keepOpened(user: string, handle: string) {
  const before = readOpened();
  const others = before?.user === user ? before.handles.filter((other) => other !== handle) : [];
  try {
    localStorage.setItem(KEY, JSON.stringify({ user, handles: [handle, ...others].slice(0, MOST) }));
  } catch {
    // A browser that forbids it or has no room left: the list is only a convenience.
  }
}

/** Who signs out leaves nothing behind for the next person. */
export function forgetOpened() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where the browser keeps nothing, there is nothing to forget.
  }
}
