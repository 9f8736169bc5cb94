// The rows of the ticket table: which are there, how many there are, and asking for those in view.

import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';

import {
  foundTicketsQuery, page_tickets, ticketPageQuery, type Ticket, type TicketFilter,
} from '@/features/sales/queries';

export interface TicketRows {
  /** How many rows the table has as far as is known. */
  readonly count: number;
  /** False while more may follow. */
  readonly isWhole: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  retry(): void;
  /** Undefined while it is on its way. */
  at(index: number): Ticket | undefined;
  /** Tells which rows are in view. */
  view(first: number, last: number): void;
}

/** Any browser draws this much; a table of more says so and offers its search. */
export const rows_max = 300_000;

/** All tickets of a concert: any part of the table can be asked for at once. */
export function useAllTickets(concertId: number, total: number, enabled: boolean): TicketRows {
  const [pages, setPages] = useState<readonly [number, number]>([0, 0]);
  const wanted = Array.from({ length: pages[1] - pages[0] + 1 }, (_, place) => pages[0] + place);
  const queries = useQueries({
    queries: wanted.map((page) => ({ ...ticketPageQuery(concertId, page), enabled: enabled && total > 0 })),
  });
  const view = useCallback((first: number, last: number) => {
    const next = [Math.floor(first / page_tickets), Math.floor(Math.max(first, last) / page_tickets)] as const;
    setPages((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
  }, []);
  const failed = queries.find((query) => query.isError);
  return {
    count: Math.min(total, rows_max),
    isWhole: true,
    isLoading: queries.some((query) => query.isPending),
    error: failed?.error,
    retry: () => queries.forEach((query) => query.isError && void query.refetch()),
    at: (index) => queries[Math.floor(index / page_tickets) - pages[0]]?.data?.items[index % page_tickets],
    view,
  };
}

/** Those that match: page after page, a page ahead of the reader. */
export function useFoundTickets(concertId: number, filter: TicketFilter, enabled: boolean): TicketRows {
  const query = useInfiniteQuery({ ...foundTicketsQuery(concertId, filter), enabled });
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = query;
  const tickets = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const view = useCallback(
    (_first: number, last: number) => {
      const isNearEnd = last > tickets.length - page_tickets / 2;
      if (isNearEnd && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
    },
    [tickets.length, hasNextPage, isFetchingNextPage, isError, fetchNextPage],
  );
  return {
    count: tickets.length,
    isWhole: !hasNextPage,
    isLoading: query.isPending,
    error: query.error ?? undefined,
    retry: () => void (query.data === undefined ? query.refetch() : fetchNextPage()),
    at: (index) => tickets[index],
    view,
  };
}
