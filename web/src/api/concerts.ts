// Concerts and their counts, as more than one feature asks for them.

import { queryOptions } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

const page_concerts = 500;

/** All of them: a house has hundreds at most, and a list by date needs every one. */
async function allConcerts(signal: AbortSignal): Promise<Schemas['Concert'][]> {
  const concerts: Schemas['Concert'][] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor: string | null } = { limit: page_concerts, cursor };
    const page: Schemas['ConcertPage'] = await answerOf(api.GET('/api/concerts', { params: { query }, signal }));
    concerts.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return concerts;
}

export const concertsQuery = queryOptions({
  queryKey: ['concerts', 'all'],
  queryFn: ({ signal }) => allConcerts(signal),
});

export const concertQuery = (id: number) =>
  queryOptions({
    queryKey: ['concerts', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/concerts/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });

export const attendanceQuery = (concert_id: number) =>
  queryOptions({
    queryKey: ['concerts', concert_id, 'attendance'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/scans/concert/{concert_id}/attendance', { params: { path: { concert_id } }, signal })),
  });
