// What the sales pages ask the server for.

import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';
import { batchesOf, offersOf, type Batch, type Offer, type SampledBatch } from '@/features/sales/batches';

export type Ticket = Schemas['Ticket'];
export type TicketStatus = Schemas['TicketStatus'];

export interface TicketFilter {
  readonly status: TicketStatus | null;
  readonly q: string | null;
}

export const page_tickets = 200;

async function ticketPage(
  concert_id: number,
  query: { status?: TicketStatus | null; q?: string | null; cursor?: string | null; limit: number },
  signal?: AbortSignal,
): Promise<Schemas['TicketPage']> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
  return answerOf(
    api.GET('/api/tickets/concert/{concert_id}', {
      params: { path: { concert_id }, query: given },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

/**
 * One page of the whole table. A cursor of this list is the serial after which it goes on, and serials have
 * no gaps, so any page can be asked for without those before it.
 */
export const ticketPageQuery = (concertId: number, page: number) =>
  queryOptions({
    queryKey: ['tickets', 'of-concert', concertId, 'page', page],
    queryFn: ({ signal }) =>
      ticketPage(concertId, { limit: page_tickets, cursor: page === 0 ? null : String(page * page_tickets) }, signal),
    staleTime: 30_000,
  });

/** The tickets that match, page after page. */
export const foundTicketsQuery = (concertId: number, { status, q }: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'of-concert', concertId, 'found', status, q],
    queryFn: ({ signal, pageParam }) =>
      ticketPage(concertId, { status, q, cursor: pageParam, limit: page_tickets }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 30_000,
  });

export const ticketQuery = (id: number) =>
  queryOptions({
    queryKey: ['tickets', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/tickets/{id}', { params: { path: { id } }, signal })),
  });

/** Every attempt with the ticket at a gate. */
export const ticketScansQuery = (ticket_id: number) =>
  queryOptions({
    queryKey: ['tickets', ticket_id, 'scans'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/scans/ticket/{ticket_id}', { params: { path: { ticket_id }, query: { limit: 500 } }, signal }),
      ),
  });

export const ticketHistoryQuery = (id: number) =>
  queryOptions({
    queryKey: ['tickets', id, 'history'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/tickets/{id}/history', { params: { path: { id } }, signal })),
  });

/** The ticket of this code or number, of whichever concert; looking is recorded nowhere. */
export const findTicket = (code: string): Promise<Ticket> => answerOf(api.POST('/api/tickets/find', { body: { code } }));

/** The unsold ticket with the lowest serial above `serial`. */
export async function unsoldAfter(concertId: number, serial: number): Promise<Ticket | undefined> {
  const cursor = serial <= 0 ? null : String(serial);
  return (await ticketPage(concertId, { status: 'created', cursor, limit: 1 })).items[0];
}

export const offersQuery = (concertId: number, total: number) =>
  queryOptions({
    queryKey: ['tickets', 'of-concert', concertId, 'offers', total],
    queryFn: ({ signal }) => offersOfConcert(concertId, total, signal),
    enabled: total > 0,
    staleTime: 300_000,
  });

async function offersOfConcert(concert_id: number, total: number, signal: AbortSignal): Promise<Offer[]> {
  const facts = await answerOf(
    api.GET('/api/journal', { params: { query: { concert_id, kind: 'ticket.created', limit: 500 } }, signal }),
  );
  const batches = batchesOf(facts.items, total);
  const samples = await Promise.all(batches.map((batch) => sampled(concert_id, batch, signal)));
  return offersOf(samples.flat());
}

/** What the batch costs is said by an unsold ticket of it: one that was sold may have had a price of its own. */
async function sampled(concertId: number, { first, last }: Batch, signal: AbortSignal): Promise<SampledBatch[]> {
  const cursor = first === 1 ? null : String(first - 1);
  const [unsold] = (await ticketPage(concertId, { status: 'created', cursor, limit: 1 }, signal)).items;
  const isOfBatch = unsold !== undefined && unsold.serial <= last;
  const [ticket] = isOfBatch ? [unsold] : (await ticketPage(concertId, { cursor, limit: 1 }, signal)).items;
  return ticket === undefined ? [] : [{ first, last, tier: ticket.tier, price: ticket.price }];
}

/** After a sale or a generation: everything that counts or lists this concert's tickets is old. */
export async function ticketsChanged(client: QueryClient, concertId: number): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['tickets', 'of-concert', concertId] }),
    client.invalidateQueries({ queryKey: ['concerts', concertId, 'attendance'] }),
  ]);
}
