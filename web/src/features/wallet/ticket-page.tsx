// One ticket, large, with its code: what is held up at the door.

import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';

import { isNotFound } from '@/api/problem';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { TicketIcon } from '@/ui/icons';
import { Page } from '@/ui/page';

import { useConcert } from './api/concerts';
import { useMyTicket } from './api/my-ticket';
import { HeldTicket } from './held-ticket';
import { TicketSkeleton } from './ticket-skeleton';

const words = texts.wallet;

export default function TicketPage() {
  const id = Number(useParams()['ticketId']);
  return Number.isSafeInteger(id) && id > 0 ? <KnownTicket key={id} id={id} /> : <NoSuchTicket />;
}

function KnownTicket({ id }: { id: number }) {
  const ticket = useMyTicket(id);
  const concert = useConcert(ticket.data?.concert_id);
  const hasArrived = useArrival();

  if (isNotFound(ticket.error)) return <NoSuchTicket />;
  if (ticket.data !== undefined && concert.data !== undefined) {
    return <HeldTicket ticket={ticket.data} concert={concert.data} hasArrived={hasArrived} />;
  }
  const error = ticket.error ?? concert.error;
  const retry = () => void Promise.all([ticket.refetch(), concert.refetch()]);
  return (
    <Page title={words.ticket.loading} back={{ to: '/wallet', label: words.ticket.back }}>
      {error === null ? <TicketSkeleton label={words.loading} /> : <ErrorState error={error} onRetry={retry} />}
    </Page>
  );
}

/** Whether one came here by accepting a transfer. Told once: not again after a reload. */
function useArrival(): boolean {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  const [hasArrived] = useState(() => (state as { hasArrived?: boolean } | null)?.hasArrived === true);
  useEffect(() => {
    if (hasArrived) void navigate(pathname, { replace: true, state: null });
  }, [hasArrived, navigate, pathname]);
  return hasArrived;
}

function NoSuchTicket() {
  return (
    <Page title={words.ticket.notFound.title} width="narrow">
      <EmptyState
        title={words.ticket.notFound.where}
        icon={<TicketIcon size={28} />}
        action={<ButtonLink to="/wallet">{words.ticket.back}</ButtonLink>}
      >
        <p>{words.ticket.notFound.hint}</p>
      </EmptyState>
    </Page>
  );
}
