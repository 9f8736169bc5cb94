import { useState } from 'react';

import { answerOf, api } from '@/api/client';
import { describeError, Refusal } from '@/api/problem';
import { refresh, useSession } from '@/api/session';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Asks the signed-in person to open the link that verifies their address; nothing when they have. */
export function UnverifiedAddress() {
  const words = texts.mail.own;
  const session = useSession();
  const [isBusy, setBusy] = useState(false);
  const [news, setNews] = useState<string | null>(null);
  if (session.is !== 'signed-in' || session.user.email_verified) return null;
  const { email } = session.user;

  const sendAgain = async (): Promise<void> => {
    setBusy(true);
    try {
      await answerOf(api.POST('/api/auth/send-verification'));
      setNews(words.sent(email));
    } catch (error) {
      const isConflict = error instanceof Refusal && error.status === 409;
      // Verified meanwhile, as the session then says, or there is no mail server.
      if (isConflict) await refresh().catch(() => false);
      setNews(isConflict ? words.notSetUp : describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Notice tone="stamp" title={words.question(email)}>
      <p>{words.body}</p>
      <p role="status" className="font-semibold">{news}</p>
      <Button className="mt-3" isBusy={isBusy} onClick={() => void sendAgain()}>{words.again}</Button>
    </Notice>
  );
}
