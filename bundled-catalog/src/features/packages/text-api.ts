import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../lib/api-client';

/** More text than this is not shown whole, in bytes. */
export const MOST_TEXT = 2_000_000;

/** The beginning of a file as text. Addresses of bytes name a revision, so what they hold never changes. */
export const textQuery = (address: string) =>
  queryOptions({
    queryKey: ['text', address],
    queryFn: ({ signal }) => readText(address, signal),
    staleTime: Infinity,
  });

async function readText(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal, headers: { Range: `bytes=0-${MOST_TEXT - 1}` } });
  // An empty file has no range to send.
  if (response.status === 416) return '';
  if (!response.ok) throw new ApiError(response.status, 'The server did not send the file.', response.headers.get('X-Request-Id') ?? undefined);
  return response.text();
}
