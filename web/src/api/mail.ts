import { queryOptions } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';

/** Whether letters are sent, and how many are not; for admins. */
export const mailStatusQuery = queryOptions({
  queryKey: ['mail', 'status'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/mail/status', { signal })),
  staleTime: 30_000,
});
