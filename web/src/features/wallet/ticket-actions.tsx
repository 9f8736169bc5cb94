// What the holder can do with a ticket. A refund and a transfer exclude each other, and the page says so.

import { useState } from 'react';

import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { RefundIcon, TransferIcon } from '@/ui/icons';

import { RefundDialog } from './refund-dialog';
import type { Standing } from './standing';
import { TransferDialog } from './transfer-dialog';
import type { Concert, Ticket } from './wire';
import { WithdrawDialog } from './withdraw-dialog';

const words = texts.wallet.ticket;

interface TicketActionsProps {
  ticket: Ticket;
  concert: Concert;
  standing: Standing;
}

export function TicketActions({ ticket, concert, standing }: TicketActionsProps) {
  const [open, setOpen] = useState<'refund' | 'transfer' | 'withdraw' | null>(null);
  const close = () => setOpen(null);
  if (standing.kind === 'attended') return null;
  return (
    <section aria-label={words.actions} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        {standing.kind === 'ready' && (
          <>
            <Button icon={<TransferIcon />} onClick={() => setOpen('transfer')}>{words.transfer}</Button>
            <Button icon={<RefundIcon />} onClick={() => setOpen('refund')}>{words.askRefund}</Button>
          </>
        )}
        {standing.kind === 'transfer_pending' && (
          <Button icon={<TransferIcon />} onClick={() => setOpen('withdraw')}>{words.withdraw}</Button>
        )}
        {(standing.kind === 'refund_pending' || standing.kind === 'refunded') && (
          <ButtonLink to="/wallet/refunds" icon={<RefundIcon />}>{words.followRefund}</ButtonLink>
        )}
      </div>
      {standing.kind === 'transfer_pending' && <p className="text-ink-soft">{words.noRefundMeanwhile}</p>}
      {standing.kind === 'refund_pending' && <p className="text-ink-soft">{words.noTransferMeanwhile}</p>}
      {standing.kind === 'entered' && <p className="text-ink-soft">{words.nothingMore}</p>}
      <RefundDialog ticket={ticket} concert={concert} isOpen={open === 'refund'} onClose={close} />
      <TransferDialog ticket={ticket} isOpen={open === 'transfer'} onClose={close} />
      {standing.kind === 'transfer_pending' && (
        <WithdrawDialog transfer={standing.transfer} isOpen={open === 'withdraw'} onClose={close} />
      )}
    </section>
  );
}
