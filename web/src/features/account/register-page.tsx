import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import { answerOf, api } from '@/api/client';
import { signIn } from '@/api/session';
import { AccountFrame } from '@/features/account/frame';
import { emptyAccount, NewAccountFields, objectionsTo, tidy, type NewAccount } from '@/features/account/new-account';
import { OtherWay } from '@/features/account/other-way';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';

const words = texts.account;

/** Registers and signs in; the router moves on by itself then. */
export default function RegisterPage() {
  const [account, setAccount] = useState(emptyAccount);
  const [parameters] = useSearchParams();
  // The account that was made, where signing in with it then failed: sent again, the form only signs in.
  const made = useRef<NewAccount>(null);

  const form = useSubmission({
    labels: words.sentences,
    check: () => objectionsTo(account),
    send: async () => {
      if (made.current !== account) {
        await answerOf(api.POST('/api/auth/register', { body: tidy(account) }));
        made.current = account;
      }
      await signIn(tidy(account).username, account.password);
    },
  });

  const query = parameters.toString();
  return (
    <AccountFrame
      title={words.register.title} lead={words.register.lead}
      below={
        <>
          {words.register.hasAccount}{' '}
          <OtherWay to={`/sign-in${query === '' ? '' : `?${query}`}`}>{words.register.signIn}</OtherWay>
        </>
      }
    >
      <form ref={form.formRef} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-5">
        <FormSummary text={form.summary} />
        <NewAccountFields account={account} errors={form.fields} onChange={setAccount} />
        <Button type="submit" tone="primary" isBusy={form.isBusy} className="mt-1">{words.register.submit}</Button>
      </form>
    </AccountFrame>
  );
}
