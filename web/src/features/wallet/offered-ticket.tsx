// A ticket on its way from one person to another: its drawing, without the code and the number, and the offer's words.

import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { formatAgo, formatShort } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Ticket } from '@/ui/ticket/ticket';

import type { Concert, Transfer } from './wire';

const words = texts.wallet.transferList;

interface OfferedTicketProps {
  transfer: Transfer;
  concert: Concert | undefined;
  /// "From felix", "To hanna".
  who: string;
  /// Where the ticket itself can be seen, for its present holder.
  to?: string;
  children: ReactNode;
}

export function OfferedTicket({ transfer, concert, who, to, children }: OfferedTicketProps) {
  return (
    <div className="grid gap-3">
      {concert !== undefined && (
        <Ticket
          ticket={{ ...transfer.ticket, status: 'sold' }}
          concert={concert}
          heading={(name) => <h3>{to === undefined ? name : <Link to={to} className="ticket-link">{name}</Link>}</h3>}
        />
      )}
      <div className="grid gap-1">
        <p className="text-lg font-semibold" dir="auto">{who}</p>
        <p className="text-sm text-ink-soft">
          <time dateTime={transfer.initiated_at} title={formatShort(transfer.initiated_at)}>
            {words.offered(formatAgo(transfer.initiated_at))}
          </time>
        </p>
        {transfer.notes !== null && (
          <blockquote className="mt-1 border-l-2 border-line pl-3 [overflow-wrap:anywhere]" dir="auto">
            {transfer.notes}
          </blockquote>
        )}
      </div>
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  );
}
