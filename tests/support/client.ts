// A small HTTP client that shows everything: any status is an answer, never an exception.

import assert from 'node:assert/strict';
import http from 'node:http';

export interface Answer<T> {
  status: number;
  headers: http.IncomingHttpHeaders;
  /// The body as JSON, or null when it is none.
  body: T;
  text: string;
  octets: Buffer;
}

export interface CallOptions {
  token?: string | undefined;
  cookie?: string | undefined;
  /// Sent as JSON, unless it is text or octets, which are sent as they are.
  body?: unknown;
  headers?: Record<string, string>;
  timeout_ms?: number;
}

export class Client {
  readonly url: string;
  readonly #port: number;
  readonly #agent: http.Agent;

  /// Keeps its connections open; 64 calls at once use 64 of them.
  constructor(url: string) {
    this.url = url;
    this.#port = Number(new URL(url).port);
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  }

  /// Throws only when no answer came.
  call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const { body } = options;
    const payload =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array
        ? body
        : JSON.stringify(body);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (payload !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = String(Buffer.byteLength(payload));
    }
    if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
    if (options.cookie !== undefined) headers['cookie'] = options.cookie;
    return new Promise((done, failed) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.#port,
          // As it is: a URL object would tidy up what a test wants to be untidy.
          path,
          method,
          agent: this.#agent,
          headers: { ...headers, ...options.headers },
          timeout: options.timeout_ms ?? 30_000,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', failed);
          response.on('end', () => {
            const octets = Buffer.concat(chunks);
            const text = octets.toString('utf8');
            const status = response.statusCode ?? 0;
            done({ status, headers: response.headers, body: parsed(text) as T, text, octets });
          });
        },
      );
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)));
      request.on('error', failed);
      request.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/// The body of an answer that must have this status.
export function expectStatus<T>(answer: Answer<T>, status: number, what = ''): T {
  assert.equal(answer.status, status, `${what} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/// "name=value" of the cookie that an answer sets, for sending it back.
export function cookieOf(answer: Answer<unknown>): string {
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
  assert.ok(cookie, 'the answer sets no cookie');
  return cookie;
}
