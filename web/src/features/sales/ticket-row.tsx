import { memo } from 'react';
import { Link } from 'react-router';

import type { components } from '@/api/schema.gen';
import type { Ticket } from '@/features/sales/queries';
import { StatusBadge } from '@/features/sales/status-badge';
import { formatShort } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';

interface TicketRowProps {
  index: number;
  top: number;
  ticket: Ticket | undefined;
  concert: components['schemas']['Concert'];
  /** Whether the Tab key stops here. */
  isStop: boolean;
  isAdmin: boolean;
  onFocus: (index: number) => void;
}

export const TicketRow = memo(function TicketRow({
  index, top, ticket, concert, isStop, isAdmin, onFocus,
}: TicketRowProps) {
  const words = texts.sales.table;
  const at = { transform: `translateY(${top}px)` };
  if (ticket === undefined) {
    return (
      <div role="row" aria-rowindex={index + 2} className="ticket-grid-row ticket-grid-body" style={at}>
        <span role="gridcell" data-column="serial" className="text-ink-soft">{words.loadingRow}</span>
      </div>
    );
  }
  return (
    <div
      role="row" aria-rowindex={index + 2} data-row={index} className="ticket-grid-row ticket-grid-body" style={at}
      onFocus={() => onFocus(index)}
    >
      <span role="gridcell" aria-colindex={1} data-column="serial">
        <Link to={`/tickets/${ticket.id}`} tabIndex={isStop ? 0 : -1} className="ticket-grid-link font-semibold tabular-nums">
          {texts.sales.number(ticket.serial)}
        </Link>
      </span>
      <span role="gridcell" aria-colindex={2} data-column="number" className="font-mono text-sm">{ticket.ticket_number}</span>
      <span role="gridcell" aria-colindex={3} data-column="buyer" dir="auto">
        {ticket.buyer_name !== null && (
          <>
            <span className="truncate">{ticket.buyer_name}</span>
            <span className="truncate text-sm text-ink-soft" dir="ltr">{ticket.buyer_email}</span>
          </>
        )}
        {ticket.status === 'created' && isAdmin && (
          <Link
            to={`/concerts/${concert.id}/sell?ticket=${ticket.id}`} tabIndex={-1} aria-label={words.sellTicket(ticket.serial)}
            className="ticket-grid-sell"
          >
            {words.sell}
          </Link>
        )}
      </span>
      <span role="gridcell" aria-colindex={4} data-column="status"><StatusBadge status={ticket.status} /></span>
      <span role="gridcell" aria-colindex={5} data-column="tier" className="truncate" dir="auto">{ticket.tier ?? texts.sales.general}</span>
      <span role="gridcell" aria-colindex={6} data-column="price" className="tabular-nums">
        {ticket.price === null ? '' : formatMoney(ticket.price, concert.currency)}
      </span>
      <span role="gridcell" aria-colindex={7} data-column="sold" className="truncate text-sm text-ink-soft tabular-nums">
        {ticket.sold_at === null ? '' : formatShort(ticket.sold_at, concert.timezone)}
      </span>
    </div>
  );
});
