import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Refusal } from '@/api/problem';
import { signIn, useSession } from '@/api/session';
import { AccountFrame } from '@/features/account/frame';
import { OtherWay } from '@/features/account/other-way';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { useSubmission } from '@/ui/submission';

const words = texts.account;

/** The router moves on by itself once somebody is signed in. */
export default function SignInPage() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [parameters] = useSearchParams();
  const hasEnded = useSession((session) => session.is === 'signed-out' && session.why === 'ended');

  const form = useSubmission({
    labels: words.sentences,
    check: () => ({
      ...(username.trim() === '' ? { username: words.objections.username } : {}),
      ...(password === '' ? { password: words.objections.password } : {}),
    }),
    send: async () => {
      try {
        await signIn(username.trim(), password);
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) {
          throw new Refusal({ detail: words.signIn.wrong }, 401);
        }
        throw error;
      }
    },
  });

  const query = parameters.toString();
  return (
    <AccountFrame
      title={words.signIn.title}
      below={
        <>
          {words.signIn.noAccount}{' '}
          <OtherWay to={`/register${query === '' ? '' : `?${query}`}`}>{words.signIn.register}</OtherWay>
          <br />
          <OtherWay to="/doctor">{words.signIn.doctor}</OtherWay>
        </>
      }
    >
      <form ref={form.formRef} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-5">
        {hasEnded && form.summary === null && <Notice tone="caution">{words.signIn.ended}</Notice>}
        <FormSummary text={form.summary} />
        <TextField
          label={words.fields.usernameOrEmail} name="username" autoComplete="username" autoCapitalize="none"
          autoCorrect="off" spellCheck={false} autoFocus required
          value={username} onChange={(event) => setUsername(event.target.value)} error={form.fields['username']}
        />
        <PasswordField
          label={words.fields.password} name="password" autoComplete="current-password" required
          value={password} onChange={(event) => setPassword(event.target.value)} error={form.fields['password']}
        />
        <Button type="submit" tone="primary" isBusy={form.isBusy} className="mt-1">{words.signIn.submit}</Button>
      </form>
    </AccountFrame>
  );
}
