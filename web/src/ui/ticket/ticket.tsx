// The drawing of a ticket: the body that its holder keeps, and the inked stub that is torn off at the door.

import type { CSSProperties, ReactNode } from 'react';

import type { components } from '@/api/schema.gen';
import { formatTime } from '@/lib/dates';
import { texts } from '@/texts/en';

import { nameSize, printedDate, printedSerial } from './ticket-print';
import './ticket.css';
import './ticket-states.css';

type Ticket = components['schemas']['Ticket'];
type Concert = components['schemas']['Concert'];

/// Of a ticket that is only on offer neither the number nor the name is known.
export type PrintedTicket = Pick<Ticket, 'serial' | 'tier' | 'status'> &
  Partial<Pick<Ticket, 'ticket_number' | 'buyer_name'>>;
export type PrintedConcert = Pick<Concert, 'name' | 'date' | 'venue' | 'timezone'>;

interface TicketProps {
  ticket: PrintedTicket;
  concert: PrintedConcert;
  /// The element that holds the concert's name: a heading, or a heading with a link in it.
  heading?: (name: ReactNode) => ReactNode;
  /// What the stub carries, usually the QR. A stub with something on it is larger, and below on a phone.
  stub?: ReactNode;
  /// A few words on a strip across the corner: "Refund asked".
  flag?: string;
  /// Torn from its old stub while it appears, as after a transfer.
  isArriving?: boolean;
  className?: string;
  style?: CSSProperties;
}

export function Ticket({
  ticket, concert, heading, stub, flag, isArriving = false, className, style,
}: TicketProps) {
  const serial = printedSerial(ticket.serial);
  const name = (
    <span className="ticket-name" dir="auto" data-length={nameSize(concert.name)}>
      {concert.name}
    </span>
  );
  return (
    <article
      className={`ticket ${className ?? ''}`}
      data-status={ticket.status}
      data-stub={stub === undefined ? 'plain' : 'carrying'}
      data-arriving={isArriving}
      style={style}
    >
      <div className="ticket-pieces">
        <div className="ticket-body">
          <span className="ticket-paper" aria-hidden="true" />
          <div className="ticket-head">
            <span className="ticket-mark" aria-hidden="true">{texts.ticket.mark}</span>
            {flag === undefined ? <Stamp status={ticket.status} /> : <span className="ticket-flag">{flag}</span>}
          </div>
          <div className="ticket-title">
            {heading === undefined ? <h2>{name}</h2> : heading(name)}
            <p className="ticket-venue" dir="auto">{concert.venue}</p>
          </div>
          <Facts ticket={ticket} concert={concert} />
          {ticket.status === 'refunded' && (
            <span className="ticket-void" aria-hidden="true">{texts.ticket.stamp.refunded}</span>
          )}
        </div>
        <div className="ticket-stub">
          <span className="ticket-paper" aria-hidden="true" />
          {stub !== undefined && <div className="ticket-carried">{stub}</div>}
          <div className="ticket-edge">
            <span className="ticket-mark" aria-hidden="true">{texts.ticket.mark}</span>
            <span className="ticket-serial">{texts.ticket.serial(serial)}</span>
          </div>
        </div>
      </div>
      <p className="sr-only">{texts.ticket.status[ticket.status]}</p>
    </article>
  );
}

function Stamp({ status }: { status: Ticket['status'] }) {
  if (status === 'created') return <span className="ticket-stamp">{texts.ticket.stamp.created}</span>;
  if (status === 'transferred') return <span className="ticket-stamp">{texts.ticket.stamp.transferred}</span>;
  return null;
}

function Facts({ ticket, concert }: { ticket: PrintedTicket; concert: PrintedConcert }) {
  const date = printedDate(concert.date, concert.timezone);
  return (
    <dl className="ticket-facts">
      <div className="ticket-when">
        <dt>{texts.ticket.date}</dt>
        <dd><time dateTime={concert.date}>{date.day} <span className="ticket-year">{date.year}</span></time></dd>
      </div>
      <div className="ticket-when">
        <dt>{texts.ticket.time}</dt>
        <dd>{formatTime(concert.date, concert.timezone)}</dd>
      </div>
      <div>
        <dt>{texts.ticket.tier}</dt>
        <dd dir="auto">{ticket.tier ?? texts.ticket.general}</dd>
      </div>
      {ticket.buyer_name !== undefined && (
        <div>
          <dt>{texts.ticket.holder}</dt>
          <dd dir="auto">{ticket.buyer_name ?? texts.ticket.unnamed}</dd>
        </div>
      )}
      {ticket.ticket_number !== undefined && (
        <div className="ticket-number">
          <dt>{texts.ticket.number}</dt>
          <dd>{ticket.ticket_number}</dd>
        </div>
      )}
    </dl>
  );
}
