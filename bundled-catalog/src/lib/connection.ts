import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';

/** Whether the last call got an answer. Nobody asks for it: calls note it. */
const reachableQuery = queryOptions({
  queryKey: ['reachable'],
  queryFn: () => true,
  enabled: false,
  initialData: true,
  staleTime: Infinity,
  gcTime: Infinity,
});

export function useReachable(): boolean {
  return useQuery(reachableQuery).data;
}

/** Once the registry answers again, what failed meanwhile is read again. */
export function setReachable(queries: QueryClient, reachable: boolean) {
  const before = queries.getQueryData(reachableQuery.queryKey) ?? true;
  if (before === reachable) return;
  queries.setQueryData(reachableQuery.queryKey, reachable);
  if (reachable) void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
}
