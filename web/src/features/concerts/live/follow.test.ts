import { describe, expect, it } from 'vitest';

import { follow, waitBeforeAttempt, type Connection } from '@/features/concerts/live/follow';

const encoder = new TextEncoder();

/// A stream that sends these pieces and then ends, fails, or stays open.
function stream(pieces: string[], end: 'close' | 'error' | 'open' = 'close'): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(encoder.encode(piece));
      else if (end === 'close') controller.close();
      else if (end === 'error') controller.error(new TypeError('network error'));
    },
  });
}

interface Seen {
  asked: (string | undefined)[];
  events: string[];
  connections: Connection[];
  refused: number[];
}

/// Follows these answers one after another, until there are no more.
async function followed(answers: (() => Response)[]): Promise<Seen> {
  const seen: Seen = { asked: [], events: [], connections: [], refused: [] };
  const gone = new AbortController();
  await follow({
    signal: gone.signal,
    silence_ms: 20,
    wait: async () => {
      if (seen.asked.length >= answers.length) gone.abort();
    },
    open: async (lastEventId, signal) => {
      seen.asked.push(lastEventId);
      const answer = answers[seen.asked.length - 1];
      if (answer === undefined) throw new TypeError('no more answers');
      const response = answer();
      // What fetch() does with a body whose request is aborted.
      if (response.body === null) return response;
      const body = response.body.pipeThrough(new TransformStream(), { signal });
      return new Response(body, { status: response.status });
    },
    onEvents: (events) => seen.events.push(...events.map((event) => event.data)),
    onConnection: (connection) => seen.connections.push(connection),
    onRefused: (response) => seen.refused.push(response.status),
  });
  return seen;
}

describe('following a stream', () => {
  it('takes up after the newest event it has seen', async () => {
    const seen = await followed([
      () => new Response(stream(['id: 12\ndata: a\n\n', 'id: 13\nda', 'ta: b\n\nid: 14\ndata: cut'])),
      () => new Response(stream(['id: 14\ndata: c\n\n'], 'error')),
      () => new Response(stream([])),
    ]);
    expect(seen.asked).toEqual([undefined, '13', '14']);
    expect(seen.events.slice(0, 2)).toEqual(['a', 'b']);
    expect(seen.connections).toEqual([
      'connecting', 'live', 'reconnecting', 'live', 'reconnecting', 'live', 'reconnecting',
    ]);
  });

  it('tries again when the server is away or too busy', async () => {
    const seen = await followed([
      () => { throw new TypeError('failed to fetch'); },
      () => new Response(null, { status: 503 }),
      () => new Response(stream(['data: here\n\n'])),
    ]);
    expect(seen.events).toEqual(['here']);
    expect(seen.refused).toEqual([]);
  });

  it('ends when it is refused for good', async () => {
    for (const status of [401, 403, 404, 422]) {
      const seen = await followed([() => new Response(null, { status }), () => new Response(stream([]))]);
      expect(seen.refused).toEqual([status]);
      expect(seen.asked).toHaveLength(1);
    }
  });

  it('gives up a connection that has gone silent', async () => {
    const seen = await followed([
      () => new Response(stream(['id: 5\ndata: a\n\n'], 'open')),
      () => new Response(stream([])),
    ]);
    expect(seen.asked).toEqual([undefined, '5']);
  });

  it('waits longer each time, up to ten seconds, and never in step with others', () => {
    expect([1, 2, 3, 9].map((failures) => waitBeforeAttempt(failures, 1))).toEqual([500, 1000, 2000, 10_000]);
    expect(waitBeforeAttempt(1, 0)).toBe(250);
  });
});
