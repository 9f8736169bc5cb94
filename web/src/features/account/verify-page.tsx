import { useEffect, useState } from 'react';

import { answerOf, api, type Schemas } from '@/api/client';
import { describeError, isNotFound } from '@/api/problem';
import { refresh, useSession } from '@/api/session';
import { AccountFrame } from '@/features/account/frame';
import { takeFragment } from '@/lib/fragment';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { Notice } from '@/ui/notice';

type Outcome =
  | { is: 'working' }
  | { is: 'verified'; address: Schemas['VerifiedAddress'] }
  | { is: 'refused'; error: unknown };

const words = texts.mail.verify;
const working: Outcome = { is: 'working' };

/** Where the link of a letter leads that asks whose an address is. Whoever opens it need not be signed in. */
export default function VerifyPage() {
  const [token] = useState(takeToken);
  const [outcome, setOutcome] = useState<Outcome>(working);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (token === null) return;
    void verify(token).then(setOutcome);
  }, [token, attempt]);
  const again = (): void => {
    setOutcome(working);
    setAttempt((now) => now + 1);
  };
  return (
    <AccountFrame title={words.title} heading={headingOf(token, outcome)}>
      <div role="status" className="flex flex-col gap-4">
        {token === null && <Notice tone="caution">{words.noToken}</Notice>}
        {token !== null && outcome.is === 'working' && <p>{words.working}</p>}
        {outcome.is === 'verified' && <Verified address={outcome.address} />}
        {outcome.is === 'refused' && <Notice tone="refuse">{describeError(outcome.error)}</Notice>}
      </div>
      <div className="flex flex-wrap gap-3">
        {outcome.is === 'verified' && <ButtonLink tone="primary" to="/wallet">{words.wallet}</ButtonLink>}
        {outcome.is === 'refused' && !isNotFound(outcome.error) && <Button tone="primary" onClick={again}>{texts.common.actions.retry}</Button>}
        {(outcome.is === 'refused' || token === null) && <ButtonLink to="/account">{words.account}</ButtonLink>}
      </div>
    </AccountFrame>
  );
}

function headingOf(token: string | null, outcome: Outcome): string {
  if (token === null || outcome.is === 'refused') return words.failedHeading;
  return outcome.is === 'verified' ? words.doneHeading : words.title;
}

function Verified({ address: { email, tickets_bound, username } }: { address: Schemas['VerifiedAddress'] }) {
  return (
    <>
      <Notice tone="admit"><bdi>{words.done(email)}</bdi></Notice>
      <p>{words.bound(tickets_bound, username)}</p>
    </>
  );
}

// React may begin a page twice, and the token is taken out of the address.
let taken: string | null = null;

function takeToken(): string | null {
  taken = takeFragment(location) ?? taken;
  return taken;
}

/** Once more does no harm: the same link verifies the same address. */
async function verify(token: string): Promise<Outcome> {
  try {
    const address = await answerOf(api.POST('/api/auth/verify-email', { body: { token } }));
    // Who is signed in here learns it at once.
    if (useSession.getState().is === 'signed-in') await refresh().catch(() => false);
    return { is: 'verified', address };
  } catch (error) {
    return { is: 'refused', error };
  }
}
