import { vi } from 'vitest';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export type Handler = (call: Call) => Response | Promise<Response>;

/** An answer of the registry. */
export function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** Pages ask for the revision that they show by its hash; in tests that is the latest one. */
function ofLatest(path: string): string {
  return path.replace(/(?<=^\/api\/ui\/(?:tree|find|node)\/[^/]+\/[^/]+\/)[0-9a-f]{64}(?=\/|$)/, 'latest');
}

const never = { weeks: Array.from({ length: 52 }, () => 0), total: 0 };

/** How packages are used that a test does not speak of; every package page asks. */
const unused = { start: 1_668_988_800, installs: never, views: never, last_install: null, status: 200 };

/** A registry that answers what a test says, and 404 to the rest. Keys are `GET /api/ui/session` and the like. */
export class FakeRegistry {
  readonly calls: Call[] = [];
  private readonly handlers = new Map<string, Handler>();

  constructor() {
    vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => this.handle(input, init));
  }

  on(call: string, handler: Handler): this {
    this.handlers.set(call, handler);
    return this;
  }

  /** Somebody signed in, or nobody. */
  session(user: string | null, isAdmin = false): this {
    return this.on('GET /api/ui/session', () => answer({ user, is_admin: isAdmin, expires_at: user === null ? null : 4_000_000_000 }));
  }

  made(call: string): Call[] {
    return this.calls.filter(({ method, path }) => [path, ofLatest(path)].some((one) => `${method} ${one}` === call));
  }

  private async handle(input: string, init: RequestInit): Promise<Response> {
    const url = new URL(input, 'http://catalog.test');
    const sent: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const call = { method: init.method ?? 'GET', path: url.pathname, query: url.searchParams, body: sent };
    this.calls.push(call);
    const handler = this.handlers.get(`${call.method} ${call.path}`) ?? this.handlers.get(`${call.method} ${ofLatest(call.path)}`);
    if (handler === undefined && call.path.startsWith('/api/ui/usage/')) return answer(unused);
    return handler === undefined ? answer({ message: 'Nothing here.' }, 404) : handler(call);
  }
}
