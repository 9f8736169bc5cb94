import { useId, useState } from 'react';

import { compareMoney, formatMoney, parseMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

import { useAskRefund } from './api/ask-refund';
import type { Concert, Ticket } from './wire';

const words = texts.wallet.refunding;

interface RefundDialogProps {
  ticket: Ticket;
  concert: Concert;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for the money back, all of it or a part. */
export function RefundDialog({ ticket, concert, isOpen, onClose }: RefundDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState('');
  const { mutateAsync: ask } = useAskRefund();
  const paid = ticket.price === null ? null : formatMoney(ticket.price, concert.currency);

  const { formRef, onSubmit, isBusy, fields, summary } = useSubmission({
    labels: { reason: words.reason, amount: words.amount },
    check: () => objectionsTo({ reason, amount, price: ticket.price, currency: concert.currency, paid }),
    send: () => {
      const asked = amount.trim() === '' ? null : parseMoney(amount, concert.currency);
      return ask({ ticket_id: ticket.id, reason: reason.trim(), ...(asked === null ? {} : { amount: asked }) });
    },
    onDone: () => {
      showToast('admit', words.done);
      setReason('');
      setAmount('');
      onClose();
    },
  });

  return (
    <Dialog
      isOpen={isOpen} title={words.title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={formId} tone="primary" isBusy={isBusy}>{words.submit}</Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormSummary text={summary} />
        <p>{paid === null ? words.introFree : words.intro(paid)}</p>
        <TextArea
          label={words.reason} hint={words.reasonHint} error={fields['reason']} required maxLength={2000} rows={3}
          value={reason} onChange={(event) => setReason(event.target.value)}
        />
        {paid !== null && (
          <TextField
            label={words.amount} hint={words.amountHint(paid)} error={fields['amount']} isOptional
            inputMode="decimal" autoComplete="off"
            value={amount} onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}

interface Typed {
  reason: string;
  amount: string;
  price: string | null;
  currency: string;
  paid: string | null;
}

function objectionsTo({ reason, amount, price, currency, paid }: Typed): Record<string, string> {
  const objections: Record<string, string> = {};
  if (reason.trim() === '') objections['reason'] = words.reasonMissing;
  if (amount.trim() !== '') {
    const asked = parseMoney(amount, currency);
    if (asked === null) objections['amount'] = words.amountWrong;
    else if (paid !== null && compareMoney(asked, price ?? '0') > 0) objections['amount'] = words.amountTooMuch(paid);
  }
  return objections;
}
