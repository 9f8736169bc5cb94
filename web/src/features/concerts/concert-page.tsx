// The evening as it happens. Everything here moves by itself.

import { useQuery } from '@tanstack/react-query';

import '@/features/concerts/concerts.css';
import '@/ui/table.css';
import { concertQuery } from '@/api/concerts';
import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { ConcertFiles } from '@/features/concerts/concert-files';
import { ArrivalsChart } from '@/features/concerts/live/arrivals-chart';
import { ConnectionMark } from '@/features/concerts/live/connection-mark';
import { Figures } from '@/features/concerts/live/figures';
import { Gates } from '@/features/concerts/live/gates';
import { LastScans } from '@/features/concerts/live/last-scans';
import { useLive } from '@/features/concerts/live/use-live';
import { useNow } from '@/lib/use-now';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { ConcertPage } from '@/ui/concert-page';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { TicketIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';

type Concert = components['schemas']['Concert'];

export default function LiveConcertPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={texts.concerts.pages.live}>
      {(concert) => <LiveConcert key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function LiveConcert({ concert }: { concert: Concert }) {
  const live = useLive(concert.id);
  const now = useNow(5_000);
  const { attendance } = live;
  const isAdmin = useIsAdmin();
  const isEmpty = attendance?.total === 0 && live.scans.length === 0;
  const isLoading = attendance === undefined && live.error === undefined;
  return (
    <ConcertPage
      concert={concert} title={texts.concerts.live.title(concert.name)}
      actions={<ConnectionMark connection={live.connection} />}
    >
      {concert.description !== '' && <p className="max-w-prose whitespace-pre-line" dir="auto">{concert.description}</p>}
      {live.error !== undefined && <ErrorState error={live.error} onRetry={() => location.reload()} />}
      {isLoading && <Loading rows={3} />}
      {isEmpty && <NoTickets concertId={concert.id} />}
      {attendance !== undefined && !isEmpty && (
        <>
          <Figures attendance={attendance} pace={live.arrivals.pace(now)} currency={concert.currency} />
          <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="flex min-w-0 flex-col gap-8">
              <ArrivalsChart arrivals={live.arrivals} now={now} timezone={concert.timezone} />
              <Gates gates={attendance.by_location} timezone={concert.timezone} />
            </div>
            <LastScans scans={live.scans} timezone={concert.timezone} />
          </div>
        </>
      )}
      {/* What stands below waits for what stands above: nothing jumps away under a finger. */}
      {isAdmin && !isLoading && <ConcertFiles concert={concert} />}
    </ConcertPage>
  );
}

function NoTickets({ concertId }: { concertId: number }) {
  const words = texts.concerts.live.noTickets;
  const isAdmin = useIsAdmin();
  return (
    <EmptyState
      title={words.title} icon={<TicketIcon size={28} />}
      action={isAdmin ? <ButtonLink tone="primary" to={`/concerts/${concertId}/tickets`}>{words.action}</ButtonLink> : undefined}
    >
      {words.body}
    </EmptyState>
  );
}
