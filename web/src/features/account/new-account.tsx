// The three fields of a new account, as registering and the set-up of the first admin ask for them.

import { passwordBytes, passwordBytesMax } from '@/features/account/password-size';
import { texts } from '@/texts/en';
import { TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';

export interface NewAccount {
  username: string;
  email: string;
  password: string;
}

export const emptyAccount: NewAccount = { username: '', email: '', password: '' };

const words = texts.account;

/** What is plainly not there; the server judges the rest. */
export function objectionsTo({ username, email, password }: NewAccount): Record<string, string> {
  return {
    ...(username.trim() === '' ? { username: words.objections.newUsername } : {}),
    ...(email.trim() === '' ? { email: words.objections.email } : {}),
    ...(password === '' ? { password: words.objections.newPassword } : {}),
  };
}

/** As the server wants it: names and addresses never begin or end with a space, passwords may. */
export function tidy({ username, email, password }: NewAccount): NewAccount {
  return { username: username.trim(), email: email.trim(), password };
}

interface Props {
  account: NewAccount;
  errors: Record<string, string>;
  onChange: (account: NewAccount) => void;
}

export function NewAccountFields({ account, errors, onChange }: Props) {
  const size_bytes = passwordBytes(account.password);
  const tooLong = size_bytes > passwordBytesMax
    ? words.hints.passwordSize(size_bytes, passwordBytesMax)
    : undefined;
  return (
    <>
      <TextField
        label={words.fields.username} name="username" autoComplete="username" autoCapitalize="none" autoCorrect="off"
        spellCheck={false} required hint={words.hints.username} error={errors['username']}
        value={account.username} onChange={(event) => onChange({ ...account, username: event.target.value })}
      />
      <TextField
        label={words.fields.email} name="email" type="email" autoComplete="email" inputMode="email" required
        error={errors['email']}
        value={account.email} onChange={(event) => onChange({ ...account, email: event.target.value })}
      />
      <PasswordField
        label={words.fields.password} name="password" autoComplete="new-password" required
        hint={words.hints.password} error={tooLong ?? errors['password']}
        value={account.password} onChange={(event) => onChange({ ...account, password: event.target.value })}
      />
    </>
  );
}
