// Reads server-sent events one after the other.

import assert from 'node:assert/strict';
import http from 'node:http';

export interface StreamEvent {
  id: string;
  event: string;
  data: string;
}

export interface StreamOptions {
  token: string;
  lastEventId?: string | undefined;
}

export class EventReader {
  readonly status: number;
  readonly contentType: string;
  readonly received: StreamEvent[] = [];
  readonly #response: http.IncomingMessage;
  #unread = 0;
  #closed = false;
  #wake: () => void = () => {};

  /// Opens the stream; a refusal has a status other than 200 and no events.
  static open(url: string, options: StreamOptions): Promise<EventReader> {
    const headers: Record<string, string> = {
      accept: 'text/event-stream',
      authorization: `Bearer ${options.token}`,
    };
    if (options.lastEventId !== undefined) headers['last-event-id'] = options.lastEventId;
    return new Promise((done, failed) => {
      // A connection of its own: a stream never ends, so it must not sit in a pool.
      http
        .get(url, { agent: false, headers }, (response) => done(new EventReader(response)))
        .on('error', failed);
    });
  }

  private constructor(response: http.IncomingMessage) {
    this.#response = response;
    this.status = response.statusCode ?? 0;
    this.contentType = response.headers['content-type'] ?? '';
    let pending = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const blocks = (pending + chunk).split('\n\n');
      pending = blocks.pop() ?? '';
      this.received.push(...blocks.flatMap(parseBlock));
      this.#wake();
    });
    response.on('error', () => this.#end());
    response.on('close', () => this.#end());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /// The next event that `wanted` likes; those before it are passed over. Fails when none comes in time.
  async next(
    wanted: (event: StreamEvent) => boolean = () => true,
    timeout_ms = 10_000,
  ): Promise<StreamEvent> {
    const deadline = Date.now() + timeout_ms;
    for (;;) {
      while (this.#unread < this.received.length) {
        const event = this.received[this.#unread++];
        if (event !== undefined && wanted(event)) return event;
      }
      const left_ms = deadline - Date.now();
      const seen = this.received.map(({ id, event }) => `${event} ${id}`).join(', ');
      assert.ok(!this.#closed, `the stream ended; events: ${seen}`);
      assert.ok(left_ms > 0, `no such event within ${timeout_ms} ms; events: ${seen}`);
      await this.#news(left_ms);
    }
  }

  /// Waits until the server closes the stream. Fails when it does not in time.
  async untilClosed(timeout_ms: number): Promise<void> {
    const deadline = Date.now() + timeout_ms;
    while (!this.#closed) {
      const left_ms = deadline - Date.now();
      assert.ok(left_ms > 0, `the stream is still open after ${timeout_ms} ms`);
      await this.#news(left_ms);
    }
  }

  /// Stops taking from the socket, as a phone in a tunnel does.
  pause(): void {
    this.#response.pause();
  }

  resume(): void {
    this.#response.resume();
  }

  close(): void {
    this.#response.destroy();
  }

  #end(): void {
    this.#closed = true;
    this.#wake();
  }

  #news(timeout_ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, timeout_ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

function parseBlock(block: string): StreamEvent[] {
  const event: StreamEvent = { id: '', event: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith(':')) continue;
    const [name, ...rest] = line.split(':');
    const value = rest.join(':').replace(/^ /, '');
    if (name === 'id') event.id = value;
    if (name === 'event') event.event = value;
    if (name === 'data') data.push(value);
  }
  // A block of comments alone is a heartbeat, and a block without data is no event (WHATWG HTML, 9.2.6).
  return data.length > 0 ? [{ ...event, data: data.join('\n') }] : [];
}
