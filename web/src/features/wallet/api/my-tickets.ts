import { useQuery } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';
import { everyPage, pageQuery } from '@/api/every-page';

export const useMyTickets = () =>
  useQuery({
    queryKey: ['tickets', 'mine'],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        answerOf(api.GET('/api/tickets/mine', { params: { query: pageQuery(cursor) }, signal })),
      ),
  });
