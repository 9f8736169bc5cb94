import { useQuery } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';
import { everyPage, pageQuery } from '@/api/every-page';

const followEvery_ms = 10_000;

/// While one of them waits for a decision, the list is asked for again by itself.
export const useMyRefunds = () =>
  useQuery({
    queryKey: ['refunds', 'mine'],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        answerOf(api.GET('/api/refunds/mine', { params: { query: pageQuery(cursor) }, signal })),
      ),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'pending' || status === 'approved') === true
        ? followEvery_ms
        : false,
  });
