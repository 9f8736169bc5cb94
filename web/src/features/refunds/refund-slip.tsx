// One refund: who wants how much for which ticket, and why; on its stub, what to do.

import type { ReactNode } from 'react';
import { Link } from 'react-router';

import '@/features/refunds/refunds.css';
import type { components } from '@/api/schema.gen';
import type { Refund, RefundStatus, Step } from '@/features/refunds/queries';
import { formatShort } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CheckIcon, ClockIcon, CrossIcon, RefundIcon } from '@/ui/icons';
import type { Tone } from '@/ui/notice';

interface RefundSlipProps {
  refund: Refund;
  concert: components['schemas']['Concert'] | undefined;
  onDecide: (step: Step, amount: string) => void;
}

const looks: Record<RefundStatus, { tone: Tone | 'plain'; icon: ReactNode }> = {
  pending: { tone: 'caution', icon: <ClockIcon /> },
  approved: { tone: 'stamp', icon: <CheckIcon /> },
  rejected: { tone: 'refuse', icon: <CrossIcon /> },
  completed: { tone: 'admit', icon: <RefundIcon /> },
};

export function RefundSlip({ refund, concert, onDecide }: RefundSlipProps) {
  const words = texts.refunds;
  const amount = concert === undefined ? refund.amount : formatMoney(refund.amount, concert.currency);
  const name = refund.ticket.buyer_name ?? refund.requested_by;
  const { tone, icon } = looks[refund.status];
  return (
    <li className="refund-slip">
      <div className="refund-slip-body notched">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="text-2xl tabular-nums">{amount}</h2>
          <Badge tone={tone} icon={icon}>{words.status[refund.status]}</Badge>
        </div>
        <p className="[overflow-wrap:anywhere]">
          <span className="font-semibold" dir="auto">{name}</span>{', '}
          <Link to={`/tickets/${refund.ticket_id}`} className="underline decoration-edge underline-offset-4 hover:decoration-current">
            {words.ticket(refund.ticket.serial, refund.ticket.tier)}
          </Link>
          {concert !== undefined && (
            <>
              {', '}
              <Link to={`/concerts/${concert.id}`} className="underline decoration-edge underline-offset-4 hover:decoration-current" dir="auto">{concert.name}</Link>
            </>
          )}
        </p>
        <blockquote className="max-w-prose whitespace-pre-line border-l-2 border-line pl-3 [overflow-wrap:anywhere]" dir="auto">{refund.reason}</blockquote>
        <p className="text-sm text-ink-soft">{words.askedBy(refund.requested_by, formatShort(refund.requested_at))}</p>
        {refund.decided_at !== null && <Decided refund={refund} at={refund.decided_at} />}
      </div>
      {(refund.status === 'pending' || refund.status === 'approved') && (
        <div className="refund-slip-stub notched">
          {refund.status === 'pending' ? (
            <>
              <Button tone="primary" aria-label={words.approveFor(amount, name)} onClick={() => onDecide('approve', amount)}>{words.approve}</Button>
              <Button aria-label={words.rejectFor(amount, name)} onClick={() => onDecide('reject', amount)}>{words.reject}</Button>
            </>
          ) : (
            <Button tone="primary" aria-label={words.completeFor(amount, name)} onClick={() => onDecide('complete', amount)}>{words.complete}</Button>
          )}
        </div>
      )}
    </li>
  );
}

function Decided({ refund, at }: { refund: Refund; at: string }) {
  const words = texts.refunds;
  const who = refund.decided_by === null
    ? words.ticketUsed(formatShort(at))
    : words.decidedBy(refund.decided_by, formatShort(at));
  const paid = refund.completed_at === null ? '' : `, ${words.paidOn(formatShort(refund.completed_at))}`;
  return (
    <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
      {who}{paid}
      {refund.notes !== null && <span className="block text-ink" dir="auto">{refund.notes}</span>}
    </p>
  );
}
