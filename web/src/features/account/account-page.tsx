import { useState } from 'react';

import { describeError } from '@/api/problem';
import { signOut, useSession, type User } from '@/api/session';
import { ThemeSwitch } from '@/features/account/theme-switch';
import { formatDay } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Page } from '@/ui/page';
import { UnverifiedAddress } from '@/ui/unverified-address';

const words = texts.account.profile;

/** Who one is here, the colours of this device, and the way out. */
export default function AccountPage() {
  const session = useSession();
  if (session.is !== 'signed-in') return null;
  const { user } = session;
  return (
    <Page title={words.title} heading={user.username} width="narrow">
      <UnverifiedAddress />
      <div className="flex flex-col">
        <section className="stock notched notched-bottom perforated-bottom p-6">
          <Facts user={user} />
        </section>
        <section className="stock notched notched-top p-6">
          <SignOut />
        </section>
      </div>
      <section className="flex flex-col gap-3">
        <h2 className="text-xl">{words.device}</h2>
        <ThemeSwitch />
      </section>
      {user.role === 'admin' && (
        <p>
          {/* A page of the server's own, so a plain link. */}
          <a href="/docs" className="inline-flex min-h-11 items-center font-semibold text-stamp underline underline-offset-4">
            {words.reference}
          </a>
        </p>
      )}
    </Page>
  );
}

function Facts({ user }: { user: User }) {
  const facts: [string, string][] = [
    [words.username, user.username],
    [words.email, user.email],
    [words.role, texts.common.roles[user.role]],
    [words.since, formatDay(user.created_at)],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className="font-semibold [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function SignOut() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leave = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await signOut();
    } catch (error) {
      setFailure(`${words.notSignedOut} ${describeError(error)}`);
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-ink-soft">{words.signOutHint}</p>
        <Button isBusy={isBusy} onClick={() => void leave()}>{words.signOut}</Button>
      </div>
      {failure !== null && <Notice tone="refuse" isAlert>{failure}</Notice>}
    </div>
  );
}
