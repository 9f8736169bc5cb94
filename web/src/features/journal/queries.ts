import { infiniteQueryOptions } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

export type Fact = Schemas['Fact'];

const page_facts = 100;

/** Newest first. */
export const journalQuery = (concertId: number | null, kind: string | null) =>
  infiniteQueryOptions({
    queryKey: ['journal', concertId, kind],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/journal', {
          params: {
            query: {
              limit: page_facts,
              ...(concertId && { concert_id: concertId }),
              ...(kind && { kind }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
