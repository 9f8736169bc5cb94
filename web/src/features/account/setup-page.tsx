import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

import { answerOf, api } from '@/api/client';
import { Refusal } from '@/api/problem';
import { signIn } from '@/api/session';
import { AccountFrame } from '@/features/account/frame';
import { emptyAccount, NewAccountFields, objectionsTo, tidy } from '@/features/account/new-account';
import { OtherWay } from '@/features/account/other-way';
import { setupTokenOf } from '@/features/account/setup-token';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { FormSummary } from '@/ui/form-summary';
import { Notice } from '@/ui/notice';
import { useSubmission } from '@/ui/submission';

const words = texts.account;

function refusedWords(error: unknown): string | null {
  if (!(error instanceof Refusal)) return null;
  if (error.status === 409) return words.setup.done;
  return error.status === 403 ? words.setup.notValid : null;
}

/** Makes the first admin with the one-time token of this page's address. */
export default function SetupPage() {
  const [token] = useState(() => setupTokenOf(location));
  const [account, setAccount] = useState(emptyAccount);
  const navigate = useNavigate();

  // Neither the history nor a shared screen keeps the token; a reload needs the link again.
  useEffect(() => {
    if (token !== null) history.replaceState(history.state, '', '/setup');
  }, [token]);

  const form = useSubmission({
    labels: words.sentences,
    check: () => objectionsTo(account),
    send: async () => {
      const admin = tidy(account);
      try {
        await answerOf(api.POST('/api/auth/setup', { body: { token: token ?? '', ...admin } }));
      } catch (error) {
        const refused = refusedWords(error);
        if (refused === null) throw error;
        throw new Refusal({ detail: refused }, 403);
      }
      await signIn(admin.username, admin.password).catch(() => navigate('/sign-in', { replace: true }));
      navigate('/', { replace: true });
    },
  });

  return (
    <AccountFrame
      title={words.setup.title} heading={words.setup.heading} lead={words.setup.lead}
      below={<OtherWay to="/sign-in">{words.setup.goSignIn}</OtherWay>}
    >
      {token === null ? (
        <Notice tone="caution">{words.setup.noToken}</Notice>
      ) : (
        <form ref={form.formRef} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-5">
          <FormSummary text={form.summary} />
          <NewAccountFields account={account} errors={form.fields} onChange={setAccount} />
          <Button type="submit" tone="primary" isBusy={form.isBusy} className="mt-1">{words.setup.submit}</Button>
        </form>
      )}
    </AccountFrame>
  );
}
