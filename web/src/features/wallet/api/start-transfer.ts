import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

export function useStartTransfer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['TransferRequest']) => answerOf(api.POST('/api/transfers/initiate', { body })),
    // Also after a refusal: it may say that the ticket is not what this page believed.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['transfers'] }),
        queryClient.invalidateQueries({ queryKey: ['tickets'] }),
      ]),
  });
}
