import { useState } from 'react';

import { changeUser, type User } from '@/features/team/queries';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { FormSummary } from '@/ui/form-summary';
import { PasswordField } from '@/ui/password-field';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

export function PasswordForm({ user }: { user: User }) {
  const [password, setPassword] = useState('');
  const words = texts.team.dialog;
  const { formRef, isBusy, summary, fields, onSubmit } = useSubmission<User>({
    labels: { password: words.newPassword },
    check: (): Record<string, string> => (password === '' ? { password: words.required(words.newPassword) } : {}),
    send: () => changeUser(user.id, { password }),
    onDone: (changed) => {
      setPassword('');
      showToast('admit', texts.team.toast.password(changed.username));
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col items-start gap-3 border-t border-line pt-4">
      <FormSummary text={summary} />
      <PasswordField
        label={words.newPassword} name="password" value={password} onChange={(event) => setPassword(event.target.value)}
        error={fields['password']} hint={words.newPasswordHelp} autoComplete="new-password" className="w-full"
      />
      <Button type="submit" isBusy={isBusy}>{words.setPassword}</Button>
    </form>
  );
}
