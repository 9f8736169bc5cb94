// Asks the server for a verdict until there is one. The scan_id makes asking again safe: an attempt that was
// judged before gets the stored verdict.

import type { Scan, ScanRequest } from './scan-request';

/// What one request brought. No answer at all is thrown.
export type Answer =
  | { kind: 'judged'; scan: Scan }
  /// The server is there and cannot judge now: 429, 503 and the like.
  | { kind: 'unavailable'; retryAfter_ms: number | null }
  /// The question itself is wrong; asking again changes nothing.
  | { kind: 'rejected'; detail: string }
  /// The session has ended: somebody has to sign in before it can be asked again.
  | { kind: 'signed-out' };

export type Send = (request: ScanRequest, signal: AbortSignal) => Promise<Answer>;

export type Outcome = Exclude<Answer, { kind: 'unavailable' }>;

export interface SubmitOptions {
  send: Send;
  /// No answer yet, after a second: said once.
  onLate(): void;
  /// Ends the asking; submit() then rejects with the signal's reason.
  signal: AbortSignal;
}

export const late_ms = 1000;
/// A request without an answer is given up after this; the network may have lost it.
export const answer_ms = 4000;
const waits_ms = [200, 400, 800, 1500, 3000];
/// A server may ask for longer; nobody at a door waits longer than this for another try.
const waitMax_ms = 5000;

export async function submit(
  request: ScanRequest,
  { send, onLate, signal }: SubmitOptions,
): Promise<Outcome> {
  const late = setTimeout(onLate, late_ms);
  try {
    for (let tries = 0; ; ++tries) {
      signal.throwIfAborted();
      const answer = await ask(request, send, signal);
      signal.throwIfAborted();
      if (answer !== null && answer.kind !== 'unavailable') return answer;
      const patience_ms = waits_ms[Math.min(tries, waits_ms.length - 1)] ?? waitMax_ms;
      await pause(Math.min(answer?.retryAfter_ms ?? patience_ms, waitMax_ms), signal);
    }
  } finally {
    clearTimeout(late);
  }
}

/// Null when no answer came. Gives up waiting even where the sender does not: renewing the session may hang
/// as well as the scan itself.
async function ask(request: ScanRequest, send: Send, signal: AbortSignal): Promise<Answer | null> {
  const hung = new AbortController();
  const giveUp = (): void => hung.abort();
  const timer = setTimeout(giveUp, answer_ms);
  signal.addEventListener('abort', giveUp);
  const gaveUp = new Promise<null>((resolve) => {
    hung.signal.addEventListener('abort', () => resolve(null));
  });
  try {
    return await Promise.race([send(request, hung.signal), gaveUp]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/// Cut short when the device finds its network again.
function pause(duration_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, duration_ms);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
  });
}
