// A refund as a slip of three fields that are punched one after the other: asked, decided, paid back.

import { Link } from 'react-router';

import { formatShort } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { CheckIcon, ClockIcon, CrossIcon } from '@/ui/icons';
import { printedSerial } from '@/ui/ticket/ticket-print';

import type { Concert, Refund } from './wire';
import './wallet.css';

const words = texts.wallet.refundList;

const marks = {
  pending: { tone: 'caution', icon: <ClockIcon /> },
  approved: { tone: 'admit', icon: <CheckIcon /> },
  completed: { tone: 'admit', icon: <CheckIcon /> },
  rejected: { tone: 'refuse', icon: <CrossIcon /> },
} as const;

export function RefundSlip({ refund, concert }: { refund: Refund; concert: Concert }) {
  const { tone, icon } = marks[refund.status];
  return (
    <article className="refund-slip">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="text-xl">
          <Link
            to={`/wallet/${refund.ticket_id}`}
            className="underline decoration-edge underline-offset-4 hover:decoration-current"
          >
            <span dir="auto">{concert.name}</span>
          </Link>
        </h2>
        <Badge tone={tone} icon={icon}>{words.status[refund.status]}</Badge>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="font-display text-3xl font-bold">{formatMoney(refund.amount, concert.currency)}</span>
        <span className="text-ink-soft">
          {words.ofTicket(printedSerial(refund.ticket.serial))}
        </span>
      </p>
      <p>{words.steps[refund.status]}</p>
      <ol className="refund-steps">
        {stepsOf(refund).map(({ label, at }) => (
          <li key={label} data-done={at !== null}>
            <span className="font-semibold">{label}</span>
            <span className="text-sm text-ink-soft">
              {at === null ? words.waiting : <time dateTime={at}>{formatShort(at)}</time>}
            </span>
          </li>
        ))}
      </ol>
      <dl className="grid gap-3 [overflow-wrap:anywhere]">
        <div>
          <dt className="text-sm text-ink-soft">{words.reason}</dt>
          <dd dir="auto">{refund.reason}</dd>
        </div>
        {refund.notes !== null && (
          <div>
            <dt className="text-sm text-ink-soft">{words.answer}</dt>
            <dd dir="auto">{refund.notes}</dd>
          </div>
        )}
      </dl>
    </article>
  );
}

/// A refund that was not granted ends with the decision.
function stepsOf({ status, requested_at, decided_at, completed_at }: Refund) {
  const steps = [
    { label: words.asked, at: requested_at },
    { label: words.decided[status], at: decided_at },
    { label: words.paidBack, at: completed_at },
  ];
  return status === 'rejected' ? steps.slice(0, 2) : steps;
}
