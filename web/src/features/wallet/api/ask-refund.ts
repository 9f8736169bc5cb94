import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

export function useAskRefund() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['RefundRequest']) => answerOf(api.POST('/api/refunds/request', { body })),
    // Also after a refusal: it may say that the ticket is not what this page believed.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['refunds'] }),
        queryClient.invalidateQueries({ queryKey: ['tickets'] }),
      ]),
  });
}
