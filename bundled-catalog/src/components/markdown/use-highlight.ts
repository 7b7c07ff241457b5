import { queryOptions, useQuery } from '@tanstack/react-query';

const highlightQuery = queryOptions({
  queryKey: ['highlight'],
  queryFn: () => import('./highlight'),
  staleTime: Infinity,
  gcTime: Infinity,
});

/** The highlighter, which is large and comes when some text needs it; until then, or without it, text is plain. */
export function useHighlight(needed: boolean) {
  const { data } = useQuery({ ...highlightQuery, enabled: needed });
  // Another text may have brought it already.
  return needed ? data : undefined;
}
