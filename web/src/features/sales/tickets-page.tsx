// All tickets of a concert. The search and the filter live in the address, so that back and reload keep them.

import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

import { attendanceQuery, concertQuery } from '@/api/concerts';
import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { GenerateDialog } from '@/features/sales/generate-dialog';
import { TicketFilters } from '@/features/sales/ticket-filters';
import { TicketGrid } from '@/features/sales/ticket-grid';
import { rows_max, useAllTickets, useFoundTickets } from '@/features/sales/use-ticket-rows';
import { useTicketFilter } from '@/features/sales/use-ticket-filter';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { ConcertPage } from '@/ui/concert-page';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { PlusIcon, SearchIcon, TicketIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { Notice } from '@/ui/notice';

type Concert = components['schemas']['Concert'];
type Attendance = components['schemas']['Attendance'];

export default function TicketsPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={texts.sales.table.heading}>
      {(concert) => <Tickets key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function Tickets({ concert }: { concert: Concert }) {
  const attendance = useQuery(attendanceQuery(concert.id));
  const [isGenerating, setGenerating] = useState(false);
  const isAdmin = useIsAdmin();
  const words = texts.sales;
  const counts = attendance.data;
  const generate = isAdmin ? (
    <div className="flex flex-wrap gap-3">
      <Button tone="primary" icon={<PlusIcon />} onClick={() => setGenerating(true)}>{words.generate.open}</Button>
      <ButtonLink to={`/concerts/${concert.id}/import`}>{words.table.import}</ButtonLink>
    </div>
  ) : undefined;
  return (
    <ConcertPage concert={concert} title={words.table.title(concert.name)} actions={counts?.total === 0 ? undefined : generate}>
      <h2 className="sr-only">{words.table.heading}</h2>
      {attendance.isPending && <Loading rows={5} />}
      {attendance.isError && <ErrorState error={attendance.error} onRetry={() => void attendance.refetch()} />}
      {counts?.total === 0 && (
        <EmptyState title={words.table.empty.title} action={generate} icon={<TicketIcon size={28} />}>{words.table.empty.body}</EmptyState>
      )}
      {counts !== undefined && counts.total > 0 && <TicketTable concert={concert} counts={counts} />}
      {counts !== undefined && (
        <GenerateDialog
          isOpen={isGenerating} concert={concert} total={counts.total} onClose={() => setGenerating(false)}
        />
      )}
    </ConcertPage>
  );
}

function TicketTable({ concert, counts }: { concert: Concert; counts: Attendance }) {
  const words = texts.sales.table;
  const isAdmin = useIsAdmin();
  const { filter, setFilter } = useTicketFilter();
  const isFiltered = filter.status !== null || filter.q !== null;
  const all = useAllTickets(concert.id, counts.total, !isFiltered);
  const found = useFoundTickets(concert.id, filter, isFiltered);
  const rows = isFiltered ? found : all;
  const [target, setTarget] = useState<{ index: number }>();
  const jump = useCallback((serial: number) => setTarget({ index: serial - 1 }), []);
  const isNothing = isFiltered && !rows.isLoading && rows.count === 0 && rows.error === undefined;
  return (
    <section className="flex flex-col gap-4">
      <TicketFilters filter={filter} onChange={setFilter} total={Math.min(counts.total, rows_max)} onJump={isFiltered ? undefined : jump} />
      <p role="status" className="text-sm text-ink-soft">
        {isFiltered
          ? rows.isLoading ? texts.common.states.loading : words.found(rows.count, rows.isWhole)
          : words.summary(counts.total, counts.sold, counts.created)}
      </p>
      {!isFiltered && counts.total > rows_max && <Notice tone="caution">{words.cut(rows_max)}</Notice>}
      {rows.error !== undefined && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {isNothing ? (
        <EmptyState
          title={words.noMatch.title} icon={<SearchIcon size={28} />}
          action={<Button onClick={() => setFilter({ q: null, status: null })}>{words.noMatch.clear}</Button>}
        >
          {words.noMatch.body}
        </EmptyState>
      ) : (
        <TicketGrid
          key={`${filter.status} ${filter.q}`} concert={concert} rows={rows} isAdmin={isAdmin}
          target={isFiltered ? undefined : target}
        />
      )}
    </section>
  );
}
