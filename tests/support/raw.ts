// Octets straight onto a TCP connection, for requests that no proper client would send.

import net from 'node:net';

export interface RawAnswer {
  /// 0 when the server closed the connection without an answer.
  status: number;
  head: string;
  body: string;
}

export interface RawOptions {
  /// Closes the sending half after the octets.
  end?: boolean;
  timeout_ms?: number;
}

/// Sends the octets and reads one answer, up to its Content-Length or the end of the connection.
export function sendRaw(
  port: number,
  octets: string | Uint8Array,
  options: RawOptions = {},
): Promise<RawAnswer> {
  return new Promise((done, failed) => {
    let received = Buffer.alloc(0);
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(octets);
      if (options.end === true) socket.end();
    });
    const finish = (): void => {
      done(readAnswer(received));
      socket.destroy();
    };
    socket.setTimeout(options.timeout_ms ?? 20_000, () => {
      failed(new Error('neither an answer nor an end of the connection'));
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (isComplete(received)) finish();
    });
    // A server that refuses early may reset the connection under what is still being sent; what it
    // answered before that counts.
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

function isComplete(received: Buffer): boolean {
  const { head, body } = split(received);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  return length !== undefined && body.length >= Number(length);
}

function split(received: Buffer): { head: string; body: Buffer } {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return { head: '', body: Buffer.alloc(0) };
  return { head: received.subarray(0, end).toString('latin1'), body: received.subarray(end + 4) };
}

function readAnswer(received: Buffer): RawAnswer {
  const { head, body } = split(received);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, head, body: body.toString('utf8') };
}
