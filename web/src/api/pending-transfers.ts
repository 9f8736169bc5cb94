import { queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';
import { everyPage, pageQuery } from '@/api/every-page';

/** Transfers to and from this person that wait for a decision. The navigation counts the incoming ones. */
export const pendingTransfers = queryOptions({
  queryKey: ['transfers', 'pending'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      answerOf(api.GET('/api/transfers/pending', { params: { query: pageQuery(cursor) }, signal })),
    ),
  refetchInterval: 60_000,
});
