// Follows a stream of events for as long as somebody looks: connects, reads, and connects again from the
// newest event it has seen. Knows no concert and no React.

import { EventStreamParser, type ServerSentEvent } from '@/lib/sse';

export type Connection = 'connecting' | 'live' | 'reconnecting';

export interface FollowOptions {
  /// Asks for the stream after `lastEventId`; the answer may be a refusal.
  open(lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
  /// Called with all events of one piece at once, so that a burst is one update.
  onEvents(events: ServerSentEvent[]): void;
  onConnection(connection: Connection): void;
  /// A refusal that trying again will not change; following ends.
  onRefused(response: Response): void;
  signal: AbortSignal;
  /// The server sends a heartbeat about every 15 s; a connection that is silent for longer is dead, even if
  /// nobody has said so (a phone that slept, a lost network).
  silence_ms?: number;
  wait?(duration_ms: number, signal: AbortSignal): Promise<void>;
}

const wait_ms_max = 10_000;
const silence_ms_usual = 45_000;

/// Before the first new attempt half a second at most, then twice as long each time. The random part keeps
/// a hundred screens from coming back in the same moment after the server was restarted.
export function waitBeforeAttempt(failures: number, random = Math.random()): number {
  const longest = Math.min(wait_ms_max, 500 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random / 2));
}

/// What a new attempt cannot cure: not permitted, not there, not understood.
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/// Returns when the signal is aborted or the stream refused for good.
export async function follow(options: FollowOptions): Promise<void> {
  const { signal, wait = sleep } = options;
  let lastEventId: string | undefined;
  let failures = 0;
  options.onConnection('connecting');
  while (!signal.aborted) {
    const attempt = new AbortController();
    const cancel = (): void => attempt.abort();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const response = await options.open(lastEventId, attempt.signal);
      if (isFinal(response.status)) {
        options.onRefused(response);
        return;
      }
      if (response.ok && response.body !== null) {
        failures = 0;
        options.onConnection('live');
        const silence_ms = options.silence_ms ?? silence_ms_usual;
        for await (const events of eventsOf(response.body, silence_ms, attempt)) {
          lastEventId = events.at(-1)?.id || lastEventId;
          options.onEvents(events);
        }
      }
    } catch {
      // Cut off, silent, or never connected: the next attempt takes up where this one ended.
    } finally {
      signal.removeEventListener('abort', cancel);
      attempt.abort();
    }
    if (signal.aborted) return;
    failures += 1;
    options.onConnection('reconnecting');
    await wait(waitBeforeAttempt(failures), signal);
  }
}

async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  silence_ms: number,
  attempt: AbortController,
): AsyncGenerator<ServerSentEvent[]> {
  const parser = new EventStreamParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const timer = setTimeout(() => attempt.abort(), silence_ms);
      const piece = await reader.read().finally(() => clearTimeout(timer));
      if (piece.done) return;
      const events = parser.push(decoder.decode(piece.value, { stream: true }));
      if (events.length > 0) yield events;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/// Ends early when the browser says that the network is back.
function sleep(duration_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const finish = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', finish);
      signal.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, duration_ms);
    globalThis.addEventListener?.('online', finish);
    signal.addEventListener('abort', finish);
  });
}
