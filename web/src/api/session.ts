// Who is signed in here. The access token lives in this module's memory and nowhere else; the refresh
// cookie, which scripts cannot read, brings the session back after a reload.

import { create } from 'zustand';

import { answerOnSession, rememberedKey } from '@/api/early-answer';
import type { components } from '@/api/schema.gen';
import { Refusal, refusalOf, Silence } from '@/api/problem';
import { forget, recall, remember } from '@/lib/storage';
import { inTurn } from '@/lib/turn';

export type User = components['schemas']['User'];
export type Role = components['schemas']['Role'];
type Granted = components['schemas']['Session'];

export type SessionState =
  /** The cookie is being asked whether it still holds a session. */
  | { is: 'starting' }
  /** That question got no answer. */
  | { is: 'unreachable' }
  | { is: 'signed-in'; user: User }
  /** `why` is "ended" when it was not this person who ended it. */
  | { is: 'signed-out'; why: 'new' | 'left' | 'ended' };

const refreshBefore_s = 30;
const channelName = 'admitone.session';

export const useSession = create<SessionState>(() => ({ is: 'starting' }));

let accessToken: string | null = null;
let expiresAt_ms = 0;
let refreshTimer: ReturnType<typeof setTimeout> | undefined;
let refreshing: Promise<boolean> | null = null;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  // Another tab ended the session that this one shares, or began one.
  if (data === 'signed-out') clear('left');
  if (data === 'signed-in' && useSession.getState().is !== 'signed-in') void restore();
});

/** The token to send, or null for nobody. Renewed first when it is about to run out. */
export async function currentToken(): Promise<string | null> {
  if (accessToken !== null && Date.now() > expiresAt_ms - 5_000) await refresh();
  return accessToken;
}

/** On load: brings the session back if there is one. Settles the state whatever happens. */
export async function restore(): Promise<void> {
  if (recall(rememberedKey) === null) {
    clear('new');
    return;
  }
  useSession.setState({ is: 'starting' }, true);
  try {
    await refresh();
  } catch {
    useSession.setState({ is: 'unreachable' }, true);
  }
}

/**
 * Exchanges the cookie for a new token; true when there is a session. Callers at the same time share one
 * exchange, and the tabs of a browser take turns. Throws Silence, or a Refusal that is no verdict on the
 * session (the server is busy).
 */
export function refresh(): Promise<boolean> {
  refreshing ??= inTurn('refresh', exchange).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function exchange(): Promise<boolean> {
  const response = await answered(answerOnSession());
  if (response.status === 401) {
    clear(useSession.getState().is === 'starting' ? 'new' : 'ended');
    return false;
  }
  if (!response.ok) throw await refusalOf(response);
  accept((await response.json()) as Granted);
  return true;
}

/** Throws a Refusal when the name or the password is wrong. */
export async function signIn(username: string, password: string): Promise<User> {
  const response = await send('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw await refusalOf(response);
  const granted = (await response.json()) as Granted;
  accept(granted);
  channel?.postMessage('signed-in');
  return granted.user;
}

/** Ends the session on the server, then here. Throws, and leaves the session, when the server cannot be asked. */
export async function signOut(): Promise<void> {
  const headers: HeadersInit = accessToken === null ? {} : { authorization: `Bearer ${accessToken}` };
  const response = await inTurn('refresh', () => send('/api/auth/logout', { method: 'POST', headers }));
  if (!response.ok && response.status !== 401) throw await refusalOf(response);
  clear('left');
  channel?.postMessage('signed-out');
}

const send = (path: string, init: RequestInit): Promise<Response> =>
  answered(fetch(path, { credentials: 'same-origin', ...init }));

async function answered(request: Promise<Response>): Promise<Response> {
  try {
    return await request;
  } catch (cause) {
    throw new Silence(cause);
  }
}

function accept(granted: Granted): void {
  accessToken = granted.access_token;
  expiresAt_ms = Date.now() + granted.expires_in * 1000;
  remember(rememberedKey, '1');
  scheduleRefresh(Math.max(granted.expires_in - refreshBefore_s, 5));
  useSession.setState({ is: 'signed-in', user: granted.user }, true);
}

function clear(why: 'new' | 'left' | 'ended'): void {
  accessToken = null;
  expiresAt_ms = 0;
  clearTimeout(refreshTimer);
  forget(rememberedKey);
  useSession.setState({ is: 'signed-out', why }, true);
}

function scheduleRefresh(in_s: number): void {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(() => {
    // Without an answer the token is renewed when it is next needed.
    refresh().catch((error: unknown) => {
      if (error instanceof Silence || error instanceof Refusal) scheduleRefresh(10);
      else throw error;
    });
  }, in_s * 1000);
}
