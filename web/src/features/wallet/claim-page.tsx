// A ticket that was sold but is nobody's yet becomes this person's: by its number, its code, or the camera.

import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

import { Refusal } from '@/api/problem';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { Page } from '@/ui/page';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

import { useClaimTicket } from './api/claim-ticket';
import { ClaimScan } from './claim-scan';
import { forgetClaimCode, keptClaimCode } from './kept-code';

const words = texts.wallet.claiming;

/// What these two refusals mean to somebody with a ticket in hand.
function inWords(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.status === 404) return new Refusal({ detail: words.unknown }, 404);
  return error.status === 409 ? new Refusal({ detail: words.taken }, 409) : error;
}

export default function ClaimPage() {
  const navigate = useNavigate();
  const [code, setCode] = useState(keptClaimCode);
  // What is claimed: a scanned code is sent before it was drawn into the field.
  const presented = useRef(code);
  const { mutateAsync: claim } = useClaimTicket();

  const { formRef, onSubmit, submit, reset, isBusy, fields, summary } = useSubmission({
    labels: { code: words.fieldSentence },
    check: (): Record<string, string> => (presented.current.trim() === '' ? { code: words.missing } : {}),
    send: () => claim(presented.current).catch((error: unknown) => Promise.reject(inWords(error))),
    onDone: (ticket) => {
      showToast('admit', words.done);
      void navigate(`/wallet/${ticket.id}`);
    },
  });
  useEffect(() => {
    if (keptClaimCode() === '') return;
    forgetClaimCode();
    void submit();  // Once: what the link brought is forgotten.
  });
  const present = (text: string) => {
    presented.current = text;
    setCode(text);
  };

  return (
    <Page title={words.title} lead={words.intro} width="narrow">
      <form ref={formRef} onSubmit={onSubmit} noValidate className="stock flex flex-col gap-4 p-5">
        <FormSummary text={summary} />
        <TextField
          label={words.field} hint={words.hint} error={fields['code']} required maxLength={500}
          autoComplete="off" autoCapitalize="characters" spellCheck={false} inputClassName="font-mono"
          value={code} onChange={(event) => present(event.target.value)}
        />
        <Button type="submit" tone="primary" isBusy={isBusy} className="self-start">{words.submit}</Button>
      </form>
      <ClaimScan
        onStart={reset}
        onCode={(text) => {
          present(text);
          void submit();
        }}
      />
    </Page>
  );
}
