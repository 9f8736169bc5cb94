import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { decide, type Refund, type Step } from '@/features/refunds/queries';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextArea } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

export interface Decision {
  refund: Refund;
  step: Step;
  /** As it is shown. */
  amount: string;
}

const formId = 'refund-decision';

/** Asks once more, and for a note. What was typed stays when the server refuses or is away. */
export function DecisionDialog({ decision, onClose }: { decision: Decision | null; onClose: () => void }) {
  const client = useQueryClient();
  const [notes, setNotes] = useState('');
  const words = texts.refunds;
  const dialog = words.dialogs[decision?.step ?? 'approve'];
  const { formRef, isBusy, summary, fields, onSubmit, reset } = useSubmission<Refund>({
    labels: { notes: words.notes },
    send: async () => {
      if (decision === null) throw new Error('nothing to decide');
      try {
        return await decide(decision.refund.id, decision.step, notes);
      } finally {
        // Also after a refusal: somebody else may have decided.
        void client.invalidateQueries({ queryKey: ['refunds'] });
      }
    },
    onDone: () => {
      if (decision === null) return;
      void client.invalidateQueries({ queryKey: ['tickets', decision.refund.ticket_id] });
      void client.invalidateQueries({ queryKey: ['tickets', 'of-concert', decision.refund.concert_id] });
      void client.invalidateQueries({ queryKey: ['concerts', decision.refund.concert_id, 'attendance'] });
      showToast('admit', dialog.done(decision.amount));
      onClose();
    },
  });
  useEffect(() => {
    setNotes('');
    reset();
  }, [decision, reset]);
  return (
    <Dialog
      isOpen={decision !== null} title={dialog.title(decision?.amount ?? '')} onClose={() => { if (!isBusy) onClose(); }}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={formId} tone={decision?.step === 'complete' ? 'primary' : 'danger'} isBusy={isBusy}>
            {isBusy ? dialog.busy : dialog.confirm}
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <p>{dialog.body}</p>
        <FormSummary text={summary} />
        <TextArea
          label={words.notes} name="notes" value={notes} onChange={(event) => setNotes(event.target.value)} rows={3}
          error={fields['notes']} hint={words.notesHelp} maxLength={2000} dir="auto" isOptional
        />
      </form>
    </Dialog>
  );
}
