import { queryOptions } from '@tanstack/react-query';
import { api } from './api-client';
import type { Activity } from './api-types';

/** What was pushed and said last, of what the viewer may see; by one person where one is named. */
export const activityQuery = (user?: string) =>
  queryOptions({
    queryKey: ['activity', user ?? ''],
    queryFn: ({ signal }) => api.get<Activity>('/api/ui/activity', { signal, query: { user } }),
  });
