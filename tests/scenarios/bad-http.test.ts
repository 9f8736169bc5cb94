// Requests that no proper client would send, octet by octet.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { afterEach, test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { sendRaw, type RawAnswer } from '../support/raw.ts';
import { all, second_ms } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Concert, Problem } from '../support/wire.ts';

const crlf = '\r\n';

onEachDatabase('Bad HTTP', (engine) => {
  const stage = useStage(engine);

  const send = (octets: string | Uint8Array): Promise<RawAnswer> =>
    sendRaw(stage().server.port, octets);
  const get = (target: string, ...headers: string[]): string =>
    [`GET ${target} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join(crlf);
  const post = (path: string, body: string, ...headers: string[]): string =>
    [`POST ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', body].join(crlf);

  const assertProblem = (answer: RawAnswer, status: number): void => {
    assert.equal(answer.status, status, answer.head + answer.body);
    assert.match(answer.head, /^content-type: application\/problem\+json/im);
    const problem = JSON.parse(answer.body) as Problem;
    assert.equal(problem.status, status);
    assert.ok(problem.detail.length > 0);
  };

  // Whatever was sent, the server serves on and nothing came into being.
  afterEach(async () => {
    const { ada } = stage().cast;
    assert.equal((await all<Concert>(ada, '/api/concerts/')).length, 0);
  });

  const malformed: [what: string, octets: string | Uint8Array][] = [
    ['a line that is no request', `HELLO${crlf}${crlf}`],
    ['octets at random', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x0d, 0x0a, 0x0d, 0x0a])],
    ['a NUL in the path', get('/healthz\0')],
    ['a NUL in a header', get('/healthz', 'X-Name: a\0b')],
    ['a header without a colon', get('/healthz', 'no colon here')],
    ['white space before the colon', get('/healthz', 'X-Name : a')],
    ['two lengths that differ',
      post('/api/auth/login', '{}', 'Content-Length: 2', 'Content-Length: 3')],
    ['a length and chunks, as a smuggler sends them',
      post('/api/auth/login', '0\r\n\r\n', 'Content-Length: 5', 'Transfer-Encoding: chunked')],
    ['a length that is none', post('/api/auth/login', '{}', 'Content-Length: two')],
    ['a negative length', post('/api/auth/login', '{}', 'Content-Length: -1')],
    ['a chunk whose size is none',
      post('/api/auth/login', 'xyz\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked')],
    ['a path with half an escape', get('/api/tickets/%2')],
    ['a path that is no UTF-8', get('/api/tickets/%ff')],
    ['an escaped NUL in a path', get('/api/tickets/number/%00')],
    ['an escaped NUL in a question', get('/api/concerts/?cursor=%00')],
    ['a question that is no UTF-8', get('/api/concerts/?cursor=%ff')],
  ];
  for (const [what, octets] of malformed) {
    test(`Refuses ${what}`, async () => assertProblem(await send(octets), 400));
  }

  test('Refuses paths that climb', async () => {
    for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/docs/../../etc/passwd']) {
      const { status } = await send(get(path));
      assert.ok(status === 400 || status === 404, `${path} answered ${status}`);
    }
  });

  test('Refuses another version of HTTP', async () => {
    const { status } = await send(`GET /healthz HTTP/9.9${crlf}Host: x${crlf}${crlf}`);
    assert.ok(status === 400 || status === 505, `answered ${status}`);
  });

  test('Refuses a flood of headers with 431', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `X-Header-${index}: ${'x'.repeat(40)}`);
    assertProblem(await send(get('/healthz', ...many)), 431);
    assertProblem(await send(get('/healthz', `Cookie: ${'x'.repeat(64 * 1024)}`)), 431);
  });

  test('Refuses a path without end', async () => {
    const { status } = await send(get(`/${'x'.repeat(64 * 1024)}`));
    assert.ok(status === 414 || status === 431, `answered ${status}`);
  });

  test('Refuses 100 MB that are announced with 413, before they arrive', async () => {
    const announced = post('/api/concerts/', '', `Content-Length: ${100 * 1024 * 1024}`);
    assertProblem(await send(announced), 413);
  });

  test('Refuses 100 MB that come in chunks', async () => {
    const { status } = await send100MB(stage().server.port);
    // What is still under way when the server closes may cost the client the answer.
    assert.ok(status === 413 || status === 0, `answered ${status}`);
  });

  test('keeps its memory while bodies without end come in', async () => {
    const { server, client } = stage();
    const before_kb = await peakMemory_kb(server.processId);
    await Promise.all(Array.from({ length: 8 }, () => send100MB(server.port)));
    assert.equal((await client.call('GET', '/healthz')).status, 200);
    const grown_kb = (await peakMemory_kb(server.processId)) - before_kb;
    assert.ok(grown_kb * 1000 < 64 * 1024 * second_ms, `it grew by ${grown_kb} KiB`);
  });

  test('answers requests that were sent at once in their order', async () => {
    const socket = net.connect(stage().server.port, '127.0.0.1');
    socket.end(get('/healthz') + get('/api/nothing') + get('/healthz', 'Connection: close'));
    let received = '';
    for await (const chunk of socket) received += String(chunk);
    const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    assert.deepEqual(statuses, ['200', '404', '200']);
  });

  test('survives clients that hang up in the middle', async () => {
    const { ada } = stage().cast;
    const body = JSON.stringify({ name: 'half a conc' });
    const whole = post('/api/concerts/', body, `Content-Length: ${body.length + 10}`,
      `Authorization: Bearer ${ada.token}`);
    for (let length = 1; length < whole.length; length += 17) {
      await new Promise<void>((done) => {
        const socket = net.connect(stage().server.port, '127.0.0.1', () => {
          socket.write(whole.slice(0, length), () => socket.resetAndDestroy());
        });
        socket.on('error', () => {});
        socket.on('close', () => done());
      });
    }
  });

  test('takes a trailing slash or none, HEAD as GET without a body', async () => {
    const { ada } = stage().cast;
    await ada.get('/api/concerts');
    await ada.get('/api/concerts/');
    const head = await ada.call('HEAD', '/healthz');
    assert.deepEqual([head.status, head.text], [200, '']);
  });

  test('gives each request an id of its own', async () => {
    const { client } = stage();
    const ids = new Set<unknown>();
    for (let call = 0; call < 5; ++call) {
      ids.add((await client.call('GET', '/healthz')).headers['x-request-id']);
    }
    assert.equal(ids.size, 5);
    assert.ok(!ids.has(undefined));
  });
});

/// Sends 100 MB of a body in chunks and does not end it; the answer, if one arrives.
function send100MB(port: number): Promise<RawAnswer> {
  const chunk = `10000${crlf}${'x'.repeat(0x10000)}${crlf}`;
  const head = `POST /api/concerts/ HTTP/1.1${crlf}Host: x${crlf}Transfer-Encoding: chunked${crlf}${crlf}`;
  return sendRaw(port, head + chunk.repeat(1600));
}

async function peakMemory_kb(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]);
}
