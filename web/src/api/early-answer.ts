// Whether the refresh cookie still holds a session, and what the page will want to know first: asked while the app is
// still being fetched, and answered to it.

import type { components } from '@/api/schema.gen';
import { recall } from '@/lib/storage';
import { inTurn } from '@/lib/turn';

/** Whether the cookie is worth asking: a first visit makes no request that can only be refused. */
export const rememberedKey = 'admitone.session';

/** An early answer that nobody has taken by then is about a page that was left. */
const answersLast_ms = 30_000;

/** What a page asks by GET, word for word. */
export interface FirstQuestion {
  path: string;
  /** The faces that show the answer: those of their files that its letters need are fetched at once. */
  faces?: readonly string[];
  /** What the answer gives cause to ask. */
  next?: (answer: unknown) => readonly FirstQuestion[];
}

interface FirstAnswer {
  token: string;
  response: Response;
}

let early: Promise<Response> | null = null;
const firstAnswers = new Map<string, Promise<FirstAnswer | null>>();

/** keepalive: the answer's cookie must arrive even when the page goes away meanwhile. */
const ask = (): Promise<Response> =>
  fetch('/api/auth/refresh', { method: 'POST', keepalive: true, credentials: 'same-origin' });

/** On load, before anything else. Settles when the cookie's question is on its way, or when there is none. */
export function askEarly(questions: readonly FirstQuestion[]): Promise<void> {
  if (recall(rememberedKey) === null) return Promise.resolve();
  return new Promise((sent) => {
    early = inTurn('refresh', () => {
      const answer = ask();
      sent();
      return answer;
    });
    const token = early.then(tokenIn).catch(() => null);  // Whoever takes the answer is told.
    for (const question of questions) askFirst(question, token);
    setTimeout(() => firstAnswers.clear(), answersLast_ms);
  });
}

/** Where this comes to nothing the page asks for itself, and is told what is wrong. */
function askFirst({ path, faces = [], next }: FirstQuestion, token: Promise<string | null>): void {
  const answer = token.then((token) => askAs(token, path)).catch(() => null);
  firstAnswers.set(path, answer);
  void answer.then(async (given) => {
    if (given?.response.ok !== true) return;
    const text = await given.response.clone().text();
    for (const face of faces) void document.fonts.load(`1em '${face}'`, text).catch(() => undefined);
    for (const question of next?.(JSON.parse(text)) ?? []) askFirst(question, token);
  }).catch(() => undefined);  // An answer that cannot be read is told of by the page.
}

/** The session's own reader gets the same response, unread. */
async function tokenIn(response: Response): Promise<string | null> {
  if (!response.ok) return null;
  const { access_token } = (await response.clone().json()) as components['schemas']['Session'];
  return access_token;
}

async function askAs(token: string | null, path: string): Promise<FirstAnswer | null> {
  if (token === null) return null;
  return { token, response: await fetch(path, { headers: { authorization: `Bearer ${token}` } }) };
}

/** The early answer to this request, once, if it was asked for with this token. */
export async function takeFirstAnswer(request: Request, token: string | null): Promise<Response | null> {
  // What was asked before a command is no longer true after it.
  if (request.method !== 'GET') firstAnswers.clear();
  const { pathname, search } = new URL(request.url);
  const path = pathname + search;
  const waiting = firstAnswers.get(path);
  if (waiting === undefined) return null;
  firstAnswers.delete(path);
  const answer = await waiting;
  return answer?.token === token ? answer.response : null;
}

/** The answer to the early question, once; after that, and where it was not asked, to one that is asked now. */
export function answerOnSession(): Promise<Response> {
  const answer = early ?? ask();
  early = null;
  return answer;
}
