// fetch with this person's token. For what openapi-fetch cannot do (the live stream) it is used directly.

import { takeFirstAnswer } from '@/api/early-answer';
import { Silence } from '@/api/problem';
import { currentToken, refresh } from '@/api/session';

/**
 * Sends the request as whoever is signed in. A 401 renews the session once and asks again; if there is no
 * session any more the 401 is what comes back, and the session says "signed-out". Throws Silence when
 * there is no answer, and AbortError when the caller gave up.
 */
export async function authorizedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const again = request.clone();
  const token = await currentToken();
  const response = (await takeFirstAnswer(request, token)) ?? (await send(request, token));
  if (response.status !== 401 || token === null) return response;
  const isSignedIn = await refresh();
  return isSignedIn ? send(again, await currentToken()) : response;
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new Silence(cause);
  }
}
