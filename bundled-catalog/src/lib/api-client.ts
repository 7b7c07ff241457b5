import { say } from './texts';

/** Why a call did not bring what was asked for. `status` is 0 when no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** For the administrator, who finds it in the log. */
    readonly requestId?: string,
    /** Seconds to wait before another try, where the server says so. */
    readonly retryAfter?: number,
    /** Whether the message is the registry's own, which is English. */
    readonly told = false,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Undefined values are left out, lists are sent as one parameter each. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;
  /** Goes out even when the page is left meanwhile. */
  readonly keepalive?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

function address(path: string, query: CallOptions['query']): string {
  const given = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : typeof value === 'object' ? value.map((one) => [key, one]) : [[key, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : undefined;
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new ApiError(response.status, say('api.unreadable'), requestId(response));
  }
}

function requestId(response: Response): string | undefined {
  return response.headers.get('X-Request-ID') ?? undefined;
}

async function refusal(response: Response): Promise<ApiError> {
  let body: unknown;
  try {
    body = await json(response);
  } catch (unreadable) {
    if (!(unreadable instanceof ApiError)) throw unreadable;
  }
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiError(
    response.status,
    textOf(body, 'message') ?? (response.statusText || say('api.status', { status: String(response.status) })),
    textOf(body, 'request_id') ?? requestId(response),
    Number.isFinite(wait) ? wait : undefined,
    textOf(body, 'message') !== undefined,
  );
}

/** What to tell of a call that no answer came to: nothing where the page itself has given it up. */
export function unanswered(failed: unknown): Error {
  return failed instanceof DOMException && failed.name === 'AbortError' ? failed : new ApiError(0, say('api.unreachable'));
}

async function call(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive === true ? { keepalive: true } : {}),
    });
  } catch (failed) {
    throw unanswered(failed);
  }
  if (!response.ok) throw await refusal(response);
  return json(response);
}

/**
 * The one way to the server. Shows nothing and goes nowhere: pages decide what an error means. Every method throws
 * {@link ApiError}. The types come from the document that the server itself serves and is tested against, so answers are
 * trusted to be what the caller names.
 */
export interface Api {
  get<T>(path: string, options?: CallOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string, options?: CallOptions): Promise<T>;
}

function trusted(value: unknown): never;
function trusted(value: unknown): unknown {
  return value;
}

export const api: Api = {
  get: async (path, options) => trusted(await call('GET', path, undefined, options)),
  post: async (path, body = {}, options) => trusted(await call('POST', path, body, options)),
  put: async (path, body = {}) => trusted(await call('PUT', path, body)),
  delete: async (path, options) => trusted(await call('DELETE', path, undefined, options)),
};

/** Joins names or paths to one path, each name made safe: `segments('tree', 'a b/c')` is `tree/a%20b/c`. */
export function segments(...paths: readonly string[]): string {
  return paths.map((path) => path.split('/').map((name) => encodeURIComponent(name).replaceAll('%3A', ':')).join('/')).join('/');
}
