// The counter. Made for a queue: name, Enter, e-mail, Enter, and the next one; or paper, scanned one after the other.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import '@/features/sales/sales.css';
import { attendanceQuery, concertQuery } from '@/api/concerts';
import type { components } from '@/api/schema.gen';
import type { Offer } from '@/features/sales/batches';
import { NoMailHint } from '@/features/sales/no-mail-hint';
import { OfferChoice } from '@/features/sales/offer-choice';
import { PaperDesk } from '@/features/sales/paper-desk';
import { offersQuery } from '@/features/sales/queries';
import { SellForm } from '@/features/sales/sell-form';
import { SoldHereList } from '@/features/sales/sold-here-list';
import { useChosenTicket, useCounter, useNextTicket } from '@/features/sales/use-counter';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { ConcertPage } from '@/ui/concert-page';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { TicketIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { Notice } from '@/ui/notice';
import { Tabs } from '@/ui/tabs';

type Concert = components['schemas']['Concert'];

export default function SellPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={texts.concerts.pages.sell}>
      {(concert) => <Sell key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function Sell({ concert }: { concert: Concert }) {
  const attendance = useQuery(attendanceQuery(concert.id));
  const total = attendance.data?.total ?? 0;
  const offers = useQuery(offersQuery(concert.id, total));
  const words = texts.sales.sell;
  const error = attendance.error ?? offers.error;
  return (
    <ConcertPage concert={concert} title={words.title(concert.name)}>
      {error !== null && <ErrorState error={error} onRetry={() => void Promise.all([attendance.refetch(), offers.refetch()])} />}
      {attendance.data?.total === 0 && (
        <EmptyState
          title={words.noTickets.title} icon={<TicketIcon size={28} />}
          action={<ButtonLink tone="primary" to={`/concerts/${concert.id}/tickets`}>{words.noTickets.action}</ButtonLink>}
        >
          {words.noTickets.body}
        </EmptyState>
      )}
      {error === null && (attendance.isPending || (total > 0 && offers.isPending)) && <Loading rows={4} />}
      {offers.data !== undefined && offers.data.length > 0 && (
        <CounterDesk concert={concert} offers={offers.data} left={attendance.data?.created ?? 0} />
      )}
    </ConcertPage>
  );
}

const holds = (offer: Offer, serial: number): boolean =>
  offer.batches.some(({ first, last }) => first <= serial && serial <= last);

interface DeskProps {
  concert: Concert;
  offers: Offer[];
  left: number;
}

function CounterDesk({ concert, offers, left }: DeskProps) {
  const words = texts.sales.sell;
  const { modes } = texts.sales.paper;
  const [search, setSearch] = useSearchParams();
  const mode = search.get('by') === 'paper' ? 'paper' : 'next';
  const { sold, sell } = useCounter(concert.id);
  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <section className="flex flex-col gap-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-2xl">{mode === 'paper' ? texts.sales.paper.heading : words.heading}</h2>
          <p className="text-sm text-ink-soft tabular-nums">{words.left(left)}</p>
        </div>
        <Tabs
          label={modes.label} value={mode}
          options={[{ value: 'next', label: modes.next }, { value: 'paper', label: modes.paper }]}
          onChange={(wanted) => setSearch(wanted === 'paper' ? { by: 'paper' } : {}, { replace: true })}
        />
        {mode === 'paper'
          ? <PaperDesk concert={concert} sell={(ticket, sale) => sell(ticket, undefined, sale)} />
          : <NextDesk {...{ concert, offers, left, sell }} />}
      </section>
      <SoldHereList concert={concert} sold={sold} />
    </div>
  );
}

/** Sells the next unsold ticket of the kind that is wanted, or the one that was chosen in the table. */
function NextDesk({ concert, offers, left, sell }: DeskProps & Pick<ReturnType<typeof useCounter>, 'sell'>) {
  const words = texts.sales.sell;
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('ticket') ?? '';
  const chosen = useChosenTicket(concert.id, /^[1-9]\d{0,14}$/.test(wanted) ? Number(wanted) : 0);
  const [picked, setPicked] = useState<string>();
  const offer = chosen.ticket !== undefined
    ? offers.find((each) => holds(each, chosen.ticket?.serial ?? 0))
    : offers.find((each) => each.key === picked) ?? offers[0];
  const next = useNextTicket(concert.id, offer);
  const letGo = (): void => setSearch({}, { replace: true });
  const ticket = chosen.ticket ?? next.data ?? undefined;

  return (
    <div className="flex flex-col gap-5">
      <OfferChoice
        offers={offers} value={offer?.key} currency={concert.currency}
        onChange={(key) => {
          setPicked(key);
          if (wanted !== '') letGo();
        }}
      />
      {chosen.gone !== undefined && <Notice tone="caution">{words.chosenGone(chosen.gone.serial)}</Notice>}
      {chosen.ticket !== undefined && (
        <Notice tone="stamp">
          <p>{words.chosen(chosen.ticket.serial)}</p>
          <button type="button" onClick={letGo} className="min-h-11 font-semibold underline underline-offset-4">{words.letGo}</button>
        </Notice>
      )}
      {next.isError && <ErrorState error={next.error} onRetry={() => void next.refetch()} />}
      {ticket === undefined && next.data === null && (
        <Notice tone="caution" title={words.allSold.title}>{left === 0 ? words.allSold.body : words.soldOutNow}</Notice>
      )}
      <NoMailHint />
      <SellForm
        ticket={ticket} currency={concert.currency}
        sell={async (sale) => {
          if (ticket === undefined) return { kind: 'sold out', taken: [] };
          const outcome = await sell(ticket, offer, sale);
          if (wanted !== '') letGo();
          return outcome;
        }}
      />
    </div>
  );
}
