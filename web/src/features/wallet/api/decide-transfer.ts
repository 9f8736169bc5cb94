import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';

export type TransferDecision = 'accept' | 'reject' | 'cancel';

/// The recipient accepts or rejects, the sender cancels.
export function useDecideTransfer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: number; decision: TransferDecision }) => {
      const options = { params: { path: { id } } };
      switch (decision) {
        case 'accept':
          return answerOf(api.POST('/api/transfers/{id}/accept', options));
        case 'reject':
          return answerOf(api.POST('/api/transfers/{id}/reject', options));
        case 'cancel':
          return answerOf(api.POST('/api/transfers/{id}/cancel', options));
      }
    },
    // Also after a refusal: somebody else may have been quicker.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['transfers'] }),
        queryClient.invalidateQueries({ queryKey: ['tickets'] }),
      ]),
  });
}
