// What the door asks besides verdicts.

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';
import { attendanceQuery, concertQuery, concertsQuery } from '@/api/concerts';

export type Concert = Schemas['Concert'];
export type Ticket = Schemas['Ticket'];

const countsEvery_ms = 3000;
export const foundMax = 12;

export const useConcerts = () => useQuery(concertsQuery);

export const useConcert = (id: number) => useQuery(concertQuery(id));

/// The counts of a concert, again and again.
export const useCounts = (id: number) =>
  useQuery({ ...attendanceQuery(id), refetchInterval: countsEvery_ms });

/// The names of the gates that have scanned for this concert; none while none is chosen.
export function useKnownGates(id: number | null): string[] {
  const { data } = useQuery({ ...attendanceQuery(id ?? 0), enabled: id !== null });
  return data?.by_location.flatMap(({ location }) => location ?? []) ?? [];
}

/// Tickets of the concert by any part of their buyer's name, e-mail address or number.
export const useFoundTickets = (concert_id: number, typed: string) =>
  useQuery({
    queryKey: ['tickets', 'found', concert_id, typed],
    queryFn:
      typed === ''
        ? skipToken
        : ({ signal }) =>
            answerOf(
              api.GET('/api/tickets/concert/{concert_id}', {
                params: { path: { concert_id }, query: { q: typed, limit: foundMax } },
                signal,
              }),
            ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
