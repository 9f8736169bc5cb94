import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';

export function useClaimTicket() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => answerOf(api.POST('/api/tickets/claim', { body: { code } })),
    onSuccess: (ticket) => {
      queryClient.setQueryData(['tickets', ticket.id], ticket);
      return queryClient.invalidateQueries({ queryKey: ['tickets', 'mine'] });
    },
  });
}
