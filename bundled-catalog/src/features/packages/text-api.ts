import { queryOptions } from '@tanstack/react-query';
import { ApiError, unanswered } from '../../lib/api-client';
import { say } from '../../lib/texts';
import type { PreviewKind } from './preview-kind';

/** More text than this is not shown whole, in bytes. */
export const MOST_TEXT = 2_000_000;

/** What must be whole to be shown may be larger. */
export function mostText(kind: PreviewKind): number {
  return kind === 'json' ? 5_000_000 : kind === 'notebook' ? 10_000_000 : MOST_TEXT;
}

/** The beginning of a file as text. Addresses of bytes name a revision, so what they hold never changes. */
export const textQuery = (address: string, most = MOST_TEXT) =>
  queryOptions({
    queryKey: ['text', address, most],
    queryFn: ({ signal }) => readText(address, most, signal),
    staleTime: Infinity,
  });

async function readText(address: string, most: number, signal: AbortSignal): Promise<string> {
  return (await read(address, most, signal)).text();
}

/** The beginning of a file, byte by byte. */
export const bytesQuery = (address: string, most: number) =>
  queryOptions({
    queryKey: ['bytes', address, most],
    queryFn: async ({ signal }) => new Uint8Array(await (await read(address, most, signal)).arrayBuffer()).subarray(0, most),
    staleTime: Infinity,
  });

async function read(address: string, most: number, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { signal, headers: { Range: `bytes=0-${most - 1}` } });
  } catch (failed) {
    // Known as this, the page goes on by itself when the registry is back.
    throw unanswered(failed);
  }
  if (!response.ok) throw new ApiError(response.status, say('api.noFile'), response.headers.get('X-Request-Id') ?? undefined);
  return response;
}
