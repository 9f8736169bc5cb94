// Whether the refresh cookie still holds a session: asked while the app is still being fetched, and answered to it.

import { recall } from '@/lib/storage';
import { inTurn } from '@/lib/turn';

/** Whether the cookie is worth asking: a first visit makes no request that can only be refused. */
export const rememberedKey = 'admitone.session';

let early: Promise<Response> | null = null;

/** keepalive: the answer's cookie must arrive even when the page goes away meanwhile. */
const ask = (): Promise<Response> =>
  fetch('/api/auth/refresh', { method: 'POST', keepalive: true, credentials: 'same-origin' });

/** On load, before anything else. */
export function askEarly(): void {
  if (recall(rememberedKey) === null) return;
  early = inTurn('refresh', ask);
  early.catch(() => undefined);  // Whoever takes the answer is told.
}

/** The answer to the early question, once; after that, and where it was not asked, to one that is asked now. */
export function answerOnSession(): Promise<Response> {
  const answer = early ?? ask();
  early = null;
  return answer;
}
