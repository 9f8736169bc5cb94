import { useQuery } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';
import { Refusal } from '@/api/problem';
import { useSession } from '@/api/session';

const lookEvery_ms = 5_000;

/// One of this person's own tickets. Staff may see the tickets of others, but a wallet has none of those: they are
/// as absent as a ticket that does not exist. Looked at again while the page is open, so that it shows when the
/// door has taken it.
export function useMyTicket(id: number) {
  const session = useSession();
  const me = session.is === 'signed-in' ? session.user.id : null;
  return useQuery({
    queryKey: ['tickets', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/tickets/{id}', { params: { path: { id } }, signal })),
    select: (ticket) => {
      if (ticket.current_holder_id !== me) throw new Refusal({ detail: 'There is no such ticket.' }, 404);
      return ticket;
    },
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      return status === undefined || status === 'attended' || status === 'refunded' ? false : lookEvery_ms;
    },
  });
}
