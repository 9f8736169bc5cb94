import { useId, useState } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

import { useStartTransfer } from './api/start-transfer';
import type { Ticket } from './wire';

const words = texts.wallet.transferring;
const username = /^[A-Za-z0-9._-]{3,40}$/;

interface TransferDialogProps {
  ticket: Ticket;
  isOpen: boolean;
  onClose: () => void;
}

/** Offers the ticket to somebody, by username or by e-mail: one field, told apart by the @. */
export function TransferDialog({ ticket, isOpen, onClose }: TransferDialogProps) {
  const formId = useId();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const { mutateAsync: start } = useStartTransfer();
  const recipient = to.trim();

  const { formRef, onSubmit, isBusy, fields, summary } = useSubmission({
    labels: { to_username: words.username, to_email: words.email, notes: words.note },
    check: (): Record<string, string> => {
      if (recipient === '') return { to: words.toMissing };
      return recipient.includes('@') || username.test(recipient) ? {} : { to: words.toWrong };
    },
    send: () =>
      start({
        ticket_id: ticket.id,
        ...(recipient.includes('@') ? { to_email: recipient } : { to_username: recipient }),
        ...(note.trim() === '' ? {} : { notes: note.trim() }),
      }),
    onDone: () => {
      showToast('admit', words.done(recipient));
      setTo('');
      setNote('');
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
        <p>{words.intro}</p>
        <TextField
          label={words.to} hint={words.toHint} required autoComplete="off" autoCapitalize="none" spellCheck={false}
          error={fields['to'] ?? fields['to_username'] ?? fields['to_email']}
          value={to} onChange={(event) => setTo(event.target.value)}
        />
        <TextArea
          label={words.note} isOptional maxLength={2000} rows={3} error={fields['notes']}
          value={note} onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
