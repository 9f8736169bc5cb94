// One ticket: as it is printed, what is known of it, and everything that has happened to it.

import { useQuery } from '@tanstack/react-query';

import '@/features/sales/sales.css';
import { concertQuery } from '@/api/concerts';
import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { ticketHistoryQuery, ticketQuery, ticketScansQuery, type Ticket as TicketData } from '@/features/sales/queries';
import { StatusBadge } from '@/features/sales/status-badge';
import { TicketHistory } from '@/features/sales/ticket-history';
import { TicketLetters } from '@/features/sales/ticket-letters';
import { formatDayAndTime } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { Ticket } from '@/ui/ticket/ticket';
import { TicketFiles } from '@/ui/ticket/ticket-files';

type Concert = components['schemas']['Concert'];

export default function TicketPage() {
  const id = useRouteId();
  const ticket = useQuery(ticketQuery(id));
  const words = texts.sales.ticket;
  return (
    <Fetched query={ticket} title={words.facts}>
      {(data) => <WithConcert key={data.id} ticket={data} />}
    </Fetched>
  );
}

function WithConcert({ ticket }: { ticket: TicketData }) {
  const concert = useQuery(concertQuery(ticket.concert_id));
  return (
    <Fetched query={concert} title={texts.sales.ticket.heading(texts.sales.serial(ticket.serial))}>
      {(data) => <TicketDetails ticket={ticket} concert={data} />}
    </Fetched>
  );
}

function TicketDetails({ ticket, concert }: { ticket: TicketData; concert: Concert }) {
  const words = texts.sales.ticket;
  const serial = texts.sales.serial(ticket.serial);
  const history = useQuery(ticketHistoryQuery(ticket.id));
  const scans = useQuery(ticketScansQuery(ticket.id));
  const error = history.error ?? scans.error;
  const isAdmin = useIsAdmin();
  return (
    <Page
      title={words.title(serial, concert.name)} heading={words.heading(serial)}
      back={{ to: `/concerts/${concert.id}/tickets`, label: words.back }}
      actions={
        isAdmin && ticket.status === 'created' ? (
          <ButtonLink tone="primary" to={`/concerts/${concert.id}/sell?ticket=${ticket.id}`}>{words.sell}</ButtonLink>
        ) : undefined
      }
    >
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-8">
          <Ticket ticket={ticket} concert={concert} />
          <Facts ticket={ticket} concert={concert} />
          {isAdmin && <TicketFiles ticket={ticket} name={words.title(serial, concert.name)} isOffice />}
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <section className="flex flex-col gap-3">
            <h2 className="text-xl">{words.history}</h2>
            {error !== null && <ErrorState error={error} onRetry={() => void Promise.all([history.refetch(), scans.refetch()])} />}
            {error === null && (history.isPending || scans.isPending) && <Loading rows={3} />}
            {history.data !== undefined && scans.data !== undefined && (
              <TicketHistory facts={history.data.items} scans={scans.data.items} timezone={concert.timezone} />
            )}
          </section>
          {isAdmin && ticket.status !== 'created' && <TicketLetters ticket={ticket} timezone={concert.timezone} />}
        </div>
      </div>
    </Page>
  );
}

function Facts({ ticket, concert }: { ticket: TicketData; concert: Concert }) {
  const words = texts.sales.ticket;
  const facts = [
    [words.status, <StatusBadge key="status" status={ticket.status} />],
    [words.price, ticket.price === null ? texts.sales.free : formatMoney(ticket.price, concert.currency)],
    [words.buyer, ticket.buyer_name ?? (ticket.status === 'created' ? words.notSold : words.nobody)],
    [words.email, ticket.buyer_email],
    [words.holder, ticket.status === 'created' ? null : ticket.current_holder_id === null ? words.holderNone : words.holderKnown],
    [words.sold, ticket.sold_at === null ? null : formatDayAndTime(ticket.sold_at, concert.timezone)],
    [words.created, formatDayAndTime(ticket.created_at, concert.timezone)],
  ] as const;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{words.facts}</h2>
      <dl className="divide-y divide-line border-y border-line">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="grid grid-cols-[7rem_1fr] gap-4 py-2.5">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]" dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
