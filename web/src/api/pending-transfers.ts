import { queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';

/** Transfers to and from this person that wait for a decision. The navigation counts the incoming ones. */
export const pendingTransfers = queryOptions({
  queryKey: ['transfers', 'pending'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/transfers/pending', { signal })),
  refetchInterval: 60_000,
});
