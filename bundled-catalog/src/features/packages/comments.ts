import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, segments } from '../../lib/api-client';
import type { Comments, Package } from '../../lib/api-types';
import type { Place } from '../../lib/places';

export type Comment = Comments['comments'][number];

const path = ({ owner, name }: Place, ...more: readonly string[]) => `/api/ui/comments/${segments(owner, name, ...more)}`;

/** Oldest first, each with what the reader may do to it. */
export const commentsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['package', place.owner, place.name, 'comments'],
    queryFn: ({ signal }) => api.get<Comments>(path(place), { signal }),
  });

/** The number beside the section's name follows the comments that are known. */
function count(queries: QueryClient, place: Place) {
  const comments = queries.getQueryData(commentsQuery(place).queryKey)?.comments.length;
  if (comments === undefined) return;
  queries.setQueriesData<Package>(
    { queryKey: ['package', place.owner, place.name], predicate: ({ queryKey }) => queryKey.at(-1) === 'facts' },
    (facts) => facts && { ...facts, counts: { ...facts.counts, comments } },
  );
}

/** A change whose answer is all comments as they are then. */
function useChange<T>(place: Place, change: (what: T) => Promise<Comments>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (all) => {
      queries.setQueryData(commentsQuery(place).queryKey, all);
      count(queries, place);
    },
  });
}

export function useAddComment(place: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (contents: string) => api.post<unknown>(`/api/comments/${segments(place.owner, place.name)}/`, { contents }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: commentsQuery(place).queryKey });
      count(queries, place);
    },
  });
}

export function useEditComment(place: Place, id: string) {
  return useChange(place, (contents: string) => api.put<Comments>(path(place, id), { contents }));
}

export function useRemoveComment(place: Place) {
  return useChange(place, ({ id }: Comment) => api.delete<Comments>(path(place, id)));
}

export function useHideComment(place: Place, id: string) {
  return useChange(place, (hidden: boolean) => api.put<Comments>(path(place, id, 'hidden'), { hidden }));
}

/** Where a comment is in the page; links to it end so. */
export const anchorOf = ({ id }: Pick<Comment, 'id'>) => `comment-${id}`;
