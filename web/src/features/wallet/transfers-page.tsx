// Tickets that wait between two people: offered to this person, or by them.

import { useSession } from '@/api/session';
import { texts } from '@/texts/en';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { TransferIcon } from '@/ui/icons';
import { Page } from '@/ui/page';

import { useConcerts } from './api/concerts';
import { incoming, outgoing, useMyTransfers } from './api/my-transfers';
import { IncomingTransfer } from './incoming-transfer';
import { OutgoingTransfer } from './outgoing-transfer';
import { TicketSkeleton } from './ticket-skeleton';
import type { Transfer } from './wire';

const words = texts.wallet.transferList;

export default function TransfersPage() {
  const transfers = useMyTransfers();
  return (
    <Page title={words.title} width="narrow">
      {transfers.isError && <ErrorState error={transfers.error} onRetry={() => void transfers.refetch()} />}
      {transfers.isPending && <TicketSkeleton label={words.loading} />}
      {transfers.data?.length === 0 && (
        <EmptyState title={words.empty.title} icon={<TransferIcon size={28} />}>
          <p>{words.empty.hint}</p>
        </EmptyState>
      )}
      {transfers.data !== undefined && transfers.data.length > 0 && <Both transfers={transfers.data} />}
    </Page>
  );
}

function Both({ transfers }: { transfers: Transfer[] }) {
  const session = useSession();
  const { concerts, isPending, error } = useConcerts(transfers.map(({ concert_id }) => concert_id));
  if (session.is !== 'signed-in') return null;
  if (isPending) return <TicketSkeleton label={words.loading} />;
  if (error !== null) return <ErrorState error={error} />;
  const received = incoming(transfers, session.user);
  const sent = outgoing(transfers, session.user);
  const concertOf = ({ concert_id }: Transfer) => concerts.get(concert_id);
  return (
    <>
      {received.length > 0 && (
        <section className="grid gap-4">
          <h2 className="text-xl">{words.incoming}</h2>
          <ul className="grid gap-8">
            {received.map((transfer) => (
              <li key={transfer.id}><IncomingTransfer transfer={transfer} concert={concertOf(transfer)} /></li>
            ))}
          </ul>
        </section>
      )}
      {sent.length > 0 && (
        <section className="grid gap-4">
          <h2 className="text-xl">{words.outgoing}</h2>
          <ul className="grid gap-8">
            {sent.map((transfer) => (
              <li key={transfer.id}><OutgoingTransfer transfer={transfer} concert={concertOf(transfer)} /></li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
