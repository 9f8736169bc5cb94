// The tickets of one concert, laid over each other like a hand of cards: still a plain list of links.

import { Link } from 'react-router';

import { texts } from '@/texts/en';
import { printedSerial } from '@/ui/ticket/ticket-print';
import { Ticket } from '@/ui/ticket/ticket';

import { standingOf } from './standing';
import type { Concert, Refund, Ticket as HeldTicket, Transfer } from './wire';
import './wallet.css';

interface TicketStackProps {
  concert: Concert;
  tickets: HeldTicket[];
  refunds: Refund[];
  transfers: Transfer[];
}

export function TicketStack({ concert, tickets, refunds, transfers }: TicketStackProps) {
  return (
    <ul className="ticket-stack">
      {tickets.map((ticket) => {
        const { kind } = standingOf(ticket, refunds, transfers);
        const isPending = kind === 'refund_pending' || kind === 'transfer_pending';
        return (
          <li key={ticket.id}>
            <Ticket
              ticket={ticket}
              concert={concert}
              {...(isPending ? { flag: texts.wallet.flag[kind] } : {})}
              heading={(name) => (
                <h3>
                  <Link to={`/wallet/${ticket.id}`} className="ticket-link">
                    {name}
                    <span className="sr-only">{texts.wallet.openTicket(printedSerial(ticket.serial))}</span>
                  </Link>
                </h3>
              )}
            />
          </li>
        );
      })}
    </ul>
  );
}
