// What was sold at this counter: the last one as the ticket it is, those before as a list.

import { Link } from 'react-router';

import type { components } from '@/api/schema.gen';
import type { SoldHere } from '@/features/sales/use-counter';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Notice } from '@/ui/notice';
import { Ticket } from '@/ui/ticket/ticket';

interface SoldHereListProps {
  concert: components['schemas']['Concert'];
  sold: readonly SoldHere[];
}

export function SoldHereList({ concert, sold }: SoldHereListProps) {
  const words = texts.sales.sell;
  const [newest, ...before] = sold;
  return (
    <section className="flex min-w-0 flex-col gap-4" aria-label={words.today}>
      <h2 className="text-2xl">{newest === undefined ? words.today : words.soldTitle}</h2>
      <div role="status" className="flex flex-col gap-3">
        {newest === undefined ? (
          <p className="text-ink-soft">{words.none}</p>
        ) : (
          <>
            <p className="font-semibold text-admit" data-sold={newest.ticket.serial}>
              {words.soldTo(texts.sales.serial(newest.ticket.serial), newest.ticket.buyer_name)}
            </p>
            {newest.taken.length > 0 && <Notice tone="caution">{words.taken([...newest.taken], newest.ticket.serial)}</Notice>}
          </>
        )}
      </div>
      {newest !== undefined && (
        <div key={newest.ticket.id} className="ticket-slide-in flex flex-col gap-2">
          <Ticket
            ticket={newest.ticket} concert={concert}
            heading={(name) => <h3><Link to={`/tickets/${newest.ticket.id}`} className="hover:underline">{name}</Link></h3>}
          />
        </div>
      )}
      {before.length > 0 && (
        <>
          <h3 className="mt-2 text-lg text-ink-soft">{words.today}</h3>
          <ul className="divide-y divide-line border-y border-line">
            {before.map(({ ticket }) => (
              <li key={ticket.id} className="flex flex-wrap items-baseline gap-x-4 py-2.5">
                <Link to={`/tickets/${ticket.id}`} className="font-semibold tabular-nums underline decoration-edge underline-offset-4">{texts.sales.serial(ticket.serial)}</Link>
                <span className="min-w-0 flex-1 truncate" dir="auto">{ticket.buyer_name ?? texts.sales.paper.nobody}</span>
                <span className="font-mono text-sm text-ink-soft">{ticket.ticket_number}</span>
                {ticket.price !== null && <span className="tabular-nums">{formatMoney(ticket.price, concert.currency)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
