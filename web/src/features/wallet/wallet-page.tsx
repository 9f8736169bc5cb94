// The wallet: every ticket that this person holds, the next concert first.

import { useState } from 'react';
import { Link } from 'react-router';

import { useSession } from '@/api/session';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { ClaimIcon, TicketIcon, TransferIcon } from '@/ui/icons';
import { Page } from '@/ui/page';
import { UnverifiedAddress } from '@/ui/unverified-address';

import { useConcerts } from './api/concerts';
import { useMyRefunds } from './api/my-refunds';
import { useMyTickets } from './api/my-tickets';
import { incoming, useMyTransfers } from './api/my-transfers';
import { shelve, type Bundle } from './shelves';
import { TicketSkeleton } from './ticket-skeleton';
import { TicketStack } from './ticket-stack';

const words = texts.wallet;

export default function WalletPage() {
  const tickets = useMyTickets();
  // Asked for beside the tickets, not after them: a ticket's flag is there when the ticket is.
  useMyRefunds();
  return (
    <Page
      title={words.title}
      width="narrow"
      actions={<ButtonLink to="/wallet/claim" icon={<ClaimIcon />}>{words.claim}</ButtonLink>}
    >
      <UnverifiedAddress />
      <Offers />
      {tickets.isError && <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />}
      {tickets.isPending && <TicketSkeleton label={words.loading} />}
      {tickets.data?.length === 0 && (
        <EmptyState title={words.empty.title} icon={<TicketIcon size={28} />}>
          <p>{words.empty.hint}</p>
        </EmptyState>
      )}
      {tickets.data !== undefined && tickets.data.length > 0 && <Shelved tickets={tickets.data} />}
    </Page>
  );
}

/** Says that somebody offers a ticket; the answer is given on the page of transfers. */
function Offers() {
  const session = useSession();
  const transfers = useMyTransfers();
  if (session.is !== 'signed-in' || transfers.data === undefined) return null;
  const { length } = incoming(transfers.data, session.user);
  if (length === 0) return null;
  return (
    <Link
      to="/wallet/transfers"
      className="flex min-h-14 items-center gap-3 rounded-ticket bg-stamp-surface px-4 py-3 font-semibold text-ink"
    >
      <TransferIcon className="shrink-0 text-stamp" />
      <span className="flex-1">{words.incoming(length)}</span>
      <span className="text-stamp underline underline-offset-4">{words.seeOffers}</span>
    </Link>
  );
}

function Shelved({ tickets }: { tickets: NonNullable<ReturnType<typeof useMyTickets>['data']> }) {
  const { concerts, isPending, error } = useConcerts(tickets.map(({ concert_id }) => concert_id));
  const [opened_at] = useState(Date.now);
  if (isPending) return <TicketSkeleton label={words.loading} />;
  if (error !== null) return <ErrorState error={error} />;
  const { upcoming, past } = shelve(tickets, concerts, opened_at);
  return (
    <>
      {upcoming.length > 0 && <Shelf title={words.upcoming} bundles={upcoming} />}
      {past.length > 0 && <Shelf title={words.past} bundles={past} />}
    </>
  );
}

function Shelf({ title, bundles }: { title: string; bundles: Bundle[] }) {
  const refunds = useMyRefunds().data ?? [];
  const transfers = useMyTransfers().data ?? [];
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{title}</h2>
      {bundles.map(({ concert_id, concert, tickets }) =>
        concert === undefined ? null : (
          <TicketStack key={concert_id} {...{ concert, tickets, refunds, transfers }} />
        ),
      )}
    </section>
  );
}
