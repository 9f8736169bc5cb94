// The paper that lies on the counter: looked up by what was scanned, one after the other, sold or refused.

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { concertQuery } from '@/api/concerts';
import { describeError, isNotFound } from '@/api/problem';
import type { components } from '@/api/schema.gen';
import { standingAt } from '@/features/sales/paper';
import { findTicket, ticketHistoryQuery, type Ticket } from '@/features/sales/queries';
import type { Outcome, Sale } from '@/features/sales/sell';
import { formatShort } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';

type Concert = components['schemas']['Concert'];

export type OnTheCounter =
  | { kind: 'nothing' }
  | { kind: 'looking' }
  | { kind: 'unsold'; ticket: Ticket }
  | { kind: 'sold'; title: string; ticket: Ticket }
  | { kind: 'refused'; title: string; detail: string; ticket: Ticket | null };

interface PaperOptions {
  concert: Concert;
  /** Each scan is a sale. */
  isAtOnce: boolean;
  sell: (ticket: Ticket, sale: Sale) => Promise<Outcome>;
}

export function usePaper({ concert, isAtOnce, sell }: PaperOptions) {
  const client = useQueryClient();
  const words = texts.sales.paper;
  const [state, setState] = useState<OnTheCounter>({ kind: 'nothing' });
  // What is scanned while another is under way waits for its turn: no scan is lost, and none overtakes.
  const turns = useRef(Promise.resolve());

  const refused = async (ticket: Ticket): Promise<OnTheCounter> => {
    const serial = texts.sales.serial(ticket.serial);
    const standing = standingAt(ticket, concert.id);
    switch (standing) {
      case 'elsewhere': {
        const other = await client.fetchQuery(concertQuery(ticket.concert_id));
        return { kind: 'refused', title: words.refused.elsewhere(serial), detail: words.elsewhereHelp(other.name), ticket };
      }
      case 'refunded':
        return { kind: 'refused', title: words.refused.refunded(serial), detail: words.refundedHelp, ticket };
      case 'unsold':
      case 'sold':
      case 'used': {
        const title = standing === 'used' ? words.refused.used(serial) : words.refused.sold(serial);
        return { kind: 'refused', title, detail: await saleOf(ticket), ticket };
      }
    }
  };

  const saleOf = async (ticket: Ticket): Promise<string> => {
    const { items } = await client.fetchQuery({ ...ticketHistoryQuery(ticket.id), staleTime: 0 });
    const sale = items.find(({ kind }) => kind === 'ticket.sold');
    if (sale === undefined) return words.soldBeforeUnknown;
    return words.soldBefore(sale.detail, formatShort(sale.at, concert.timezone), sale.actor ?? words.house);
  };

  const sellTicket = async (ticket: Ticket, sale: Sale): Promise<Outcome> => {
    const outcome = await sell(ticket, sale);
    if (outcome.kind === 'sold') {
      const { price } = outcome.ticket;
      const money = price === null ? null : formatMoney(price, concert.currency);
      setState({ kind: 'sold', title: words.sold(texts.sales.serial(ticket.serial), money), ticket: outcome.ticket });
    } else {
      setState(await refused(await findTicket(ticket.ticket_number)));
    }
    return outcome;
  };

  const look = async (code: string): Promise<void> => {
    setState({ kind: 'looking' });
    try {
      const ticket = await findTicket(code);
      if (standingAt(ticket, concert.id) !== 'unsold') setState(await refused(ticket));
      else if (isAtOnce) await sellTicket(ticket, {});
      else setState({ kind: 'unsold', ticket });
    } catch (error) {
      const title = isNotFound(error) ? words.refused.unknown : words.refused.failed;
      setState({ kind: 'refused', title, detail: describeError(error), ticket: null });
    }
  };

  const present = (code: string): void => {
    turns.current = turns.current.then(() => look(code));
  };
  return { state, present, sellTicket, putAside: () => setState({ kind: 'nothing' }) };
}
