// The counter: which ticket is next, selling it, and what was sold here so far.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { answerOf, api } from '@/api/client';
import { Refusal, Silence } from '@/api/problem';
import type { Offer } from '@/features/sales/batches';
import { ticketQuery, unsoldAfter, type Ticket } from '@/features/sales/queries';
import { nextUnsold, sellNext, type Counter, type Outcome, type Sale } from '@/features/sales/sell';

function counterOf(concertId: number): Counter {
  return {
    unsoldAfter: (serial) => unsoldAfter(concertId, serial),
    ticket: (id) => answerOf(api.GET('/api/tickets/{id}', { params: { path: { id } } })),
    markSold: async (id, body) => {
      try {
        const ticket = await answerOf(api.POST('/api/tickets/{id}/mark-sold', { params: { path: { id } }, body }));
        return { kind: 'sold', ticket };
      } catch (error) {
        if (error instanceof Refusal && error.status === 409) return { kind: 'taken' };
        throw error;
      }
    },
  };
}

const nextKey = (concertId: number, offer: Offer | undefined) =>
  ['tickets', 'of-concert', concertId, 'next', offer?.key ?? null];

/** The next unsold ticket of the offer: asked for ahead, so that nobody waits for it. */
export function useNextTicket(concertId: number, offer: Offer | undefined) {
  return useQuery({
    queryKey: nextKey(concertId, offer),
    queryFn: async () => (await nextUnsold(counterOf(concertId), offer?.batches ?? [])) ?? null,
    enabled: offer !== undefined,
    refetchInterval: 15_000,
  });
}

/** A ticket that was chosen in the table; null when it is not unsold any more, or of another concert. */
export function useChosenTicket(concertId: number, id: number) {
  const query = useQuery({ ...ticketQuery(id), enabled: id > 0, staleTime: 0 });
  const { data } = query;
  if (id === 0 || query.isError) return { isPending: false, ticket: undefined, gone: undefined };
  const isUnsold = data?.status === 'created' && data.concert_id === concertId;
  return {
    isPending: data === undefined,
    ticket: isUnsold ? data : undefined,
    gone: data !== undefined && !isUnsold ? data : undefined,
  };
}

export interface SoldHere {
  readonly ticket: Ticket;
  /** Serials that other counters took first. */
  readonly taken: readonly number[];
}

export function useCounter(concertId: number) {
  const client = useQueryClient();
  const [sold, setSold] = useState<readonly SoldHere[]>([]);
  // The ticket whose sale got no answer: only the server knows.
  const unsure = useRef<number | undefined>(undefined);

  const sell = async (ticket: Ticket, offer: Offer | undefined, sale: Sale): Promise<Outcome> => {
    const counter = counterOf(concertId);
    let attempted = ticket.id;
    const watched: Counter = {
      ...counter,
      markSold: (id, body) => {
        attempted = id;
        return counter.markSold(id, body);
      },
    };
    try {
      const outcome = await sellNext(watched, offer?.batches ?? [], ticket, sale, unsure.current);
      unsure.current = undefined;
      if (outcome.kind === 'sold') setSold((now) => [{ ticket: outcome.ticket, taken: outcome.taken }, ...now]);
      void refresh();
      return outcome;
    } catch (error) {
      if (error instanceof Silence) unsure.current ??= attempted;
      throw error;
    }
  };
  const refresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['tickets', 'of-concert', concertId, 'next'] }),
      client.invalidateQueries({ queryKey: ['concerts', concertId, 'attendance'] }),
    ]);
    // The table is asked again when it is looked at.
    await client.invalidateQueries({ queryKey: ['tickets', 'of-concert', concertId], refetchType: 'none' });
  };
  // Leaving the concert forgets whose sale was unsure.
  useEffect(() => () => { unsure.current = undefined; }, [concertId]);
  return { sold, sell };
}
