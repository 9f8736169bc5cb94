import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addUser, type Role, type User } from '@/features/team/queries';
import { RoleChoice } from '@/features/team/role-choice';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { PasswordField } from '@/ui/password-field';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';
import { useFocusWhen } from '@/ui/use-focus-when';

const formId = 'add-person';
const empty: { username: string; email: string; password: string; role: Role } = {
  username: '', email: '', password: '', role: 'scanner',
};

export function AddPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const [values, setValues] = useState(empty);
  const words = texts.team.dialog;
  const firstField = useFocusWhen<HTMLInputElement>(isOpen);
  const { formRef, isBusy, summary, fields, onSubmit, reset } = useSubmission<User>({
    labels: { username: words.username, email: words.email, password: words.password, role: texts.team.role },
    check: () => {
      const wrong: Record<string, string> = {};
      for (const name of ['username', 'email', 'password'] as const) {
        if (values[name].trim() === '') wrong[name] = words.required(words[name]);
      }
      return wrong;
    },
    send: () => addUser({ ...values, username: values.username.trim(), email: values.email.trim() }),
    onDone: (user) => {
      void client.invalidateQueries({ queryKey: ['users'] });
      showToast('admit', texts.team.toast.added(user.username, texts.common.roles[user.role]));
      setValues(empty);
      onClose();
    },
  });
  const close = (): void => {
    if (isBusy) return;
    // What was typed stays for the next time, but for the password.
    setValues((now) => ({ ...now, password: '' }));
    reset();
    onClose();
  };
  const set = (name: keyof typeof empty) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  return (
    <Dialog
      isOpen={isOpen} title={words.addTitle} onClose={close}
      actions={
        <>
          <Button onClick={close}>{words.cancel}</Button>
          <Button type="submit" form={formId} tone="primary" isBusy={isBusy}>{isBusy ? words.adding : words.add}</Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormSummary text={summary} />
        <TextField ref={firstField} label={words.username} name="username" value={values.username} onChange={set('username')} error={fields['username']} hint={words.usernameHelp} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} required />
        <TextField label={words.email} name="email" type="email" value={values.email} onChange={set('email')} error={fields['email']} autoComplete="off" autoCapitalize="none" maxLength={254} required />
        <PasswordField label={words.password} name="password" value={values.password} onChange={set('password')} error={fields['password']} hint={words.passwordHelp} autoComplete="new-password" required />
        <RoleChoice value={values.role} onChange={(role) => setValues((now) => ({ ...now, role }))} />
      </form>
    </Dialog>
  );
}
