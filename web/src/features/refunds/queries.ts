import { infiniteQueryOptions } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

export type Refund = Schemas['Refund'];
export type RefundStatus = Schemas['RefundStatus'];
/** What an admin does with a refund. */
export type Step = 'approve' | 'reject' | 'complete';

const page_refunds = 50;

export const refundsQuery = (status: RefundStatus | null) =>
  infiniteQueryOptions({
    queryKey: ['refunds', 'house', status],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/refunds', {
          params: { query: { limit: page_refunds, ...(status && { status }), ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function decide(id: number, step: Step, notes: string): Promise<Refund> {
  const options = { params: { path: { id } }, body: notes.trim() === '' ? {} : { notes: notes.trim() } };
  switch (step) {
    case 'approve':
      return answerOf(api.POST('/api/refunds/{id}/approve', options));
    case 'reject':
      return answerOf(api.POST('/api/refunds/{id}/reject', options));
    case 'complete':
      return answerOf(api.POST('/api/refunds/{id}/complete', options));
  }
}
