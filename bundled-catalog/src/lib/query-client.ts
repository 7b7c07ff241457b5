import { type DefaultOptions, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-client';
import { setReachable } from './connection';
import { checkSession, endSession } from './session';

/** What the registry says to a token that counts no more (catalog.md section 4). */
const TOKEN_INVALID = 'Token invalid.';

/**
 * An answer that says no will say no again; only a lost connection or a busy server is worth another try, and just one where the
 * server asks to wait: people see then what it says, and choose.
 */
function isWorthRetrying(failures: number, error: Error): boolean {
  const most = error instanceof ApiError && error.retryAfter !== undefined ? 1 : 2;
  return failures < most && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502) && !isEndOfSession(error);
}

export function isEndOfSession(error: Error): boolean {
  return error instanceof ApiError && error.status === 401 && error.message === TOKEN_INVALID;
}

/** What holds for every call: an ended session and a lost connection are told by the frame, whoever called. */
export function newQueryClient(queries: DefaultOptions['queries'] = { retry: isWorthRetrying, staleTime: 10_000 }): QueryClient {
  const onError = (error: Error) => {
    if (isEndOfSession(error)) endSession(client);
    // A cookie that is gone ends a session without a word.
    else if (error instanceof ApiError && error.status === 401) checkSession(client);
    if (error instanceof ApiError) setReachable(client, error.status !== 0);
  };
  const onSuccess = () => { setReachable(client, true); };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess }),
    mutationCache: new MutationCache({ onError, onSuccess }),
    // A registry on this computer or in this house answers while browsers believe to be offline.
    defaultOptions: { queries: { networkMode: 'always', ...queries }, mutations: { networkMode: 'always' } },
  });
  return client;
}
