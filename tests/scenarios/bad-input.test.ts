// Whatever is sent: the right status, a problem document that names the field, nothing changed, and the
// server serving on.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, before, test } from 'node:test';

import type { Answer, CallOptions } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { Person } from '../support/people.ts';
import {
  addConcert, addTickets, all, scan, soldTicket, someConcert, tryScan, type OpenTicket,
} from '../support/shows.ts';
import { Stage, useStage } from '../support/stage.ts';
import type { Concert, Fact, Problem, Ticket } from '../support/wire.ts';

interface BadRequest {
  what: string;
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  /// Of a 422: every field that is wrong, in any order.
  pointers?: string[];
}

/// Checks an answer to something bad and returns its problem.
function assertProblem(answer: Answer<unknown>, status: number, pointers?: string[]): Problem {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  const problem = answer.body as Problem;
  assert.equal(problem.status, status);
  for (const text of [problem.type, problem.title, problem.detail]) {
    assert.ok(typeof text === 'string' && text.length > 0, answer.text);
  }
  if (pointers !== undefined) {
    const named = problem.errors?.map(({ pointer }) => pointer).sort();
    assert.deepEqual(named, [...pointers].sort(), answer.text);
    assert.ok(problem.errors?.every(({ detail }) => detail.length > 0));
  }
  return problem;
}

const concert = (changes: object): object => ({ ...someConcert, ...changes });

/// A text inside JSON, written without JSON.stringify so that it can hold what that would not write.
const nameOf = (octets: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from('{"date":"2027-06-18T20:00:00Z","venue":"Hof","name":"'),
    octets,
    Buffer.from('"}'),
  ]);

const toConcerts = (what: string, body: unknown, status: number, pointers?: string[]): BadRequest =>
  ({ what, method: 'POST', path: '/api/concerts/', body, status, ...(pointers && { pointers }) });

const bodies: BadRequest[] = [
  toConcerts('no body', undefined, 422, ['/name', '/date', '/venue']),
  toConcerts('text that is no JSON', 'name=Hof', 400),
  toConcerts('JSON that is cut off', '{"name":"Hof', 400),
  toConcerts('something after the JSON', `${JSON.stringify(someConcert)}]`, 400),
  toConcerts('a comma too many', '{"name":"Hof",}', 400),
  toConcerts('a name that is not a number', '{"capacity":NaN}', 400),
  toConcerts('an array', '[]', 400),
  toConcerts('null', 'null', 400),
  toConcerts('thousands of brackets', '['.repeat(10_000), 400),
  toConcerts('a deep object', '{"name":'.repeat(5000) + '1' + '}'.repeat(5000), 400),
  toConcerts('octets that are no UTF-8', nameOf(Buffer.from([0x48, 0xff, 0xfe])), 400),
  toConcerts('UTF-8 in too many octets', nameOf(Buffer.from([0xc0, 0xaf])), 400),
  toConcerts('half a character', nameOf(Buffer.from([0xe2, 0x82])), 400),
  toConcerts('a raw NUL', nameOf(Buffer.from([0x48, 0x00])), 400),
  toConcerts('an escaped NUL', nameOf(Buffer.from('H\\u0000f')), 400),
  toConcerts('the same field twice', '{"name":"Hof","name":"Hof"}', 400),
  toConcerts('a comment', '{"name":"Hof" /* why not */}', 400),
  toConcerts('a control character', nameOf(Buffer.from('H\\u0007f')), 422, ['/name']),
  toConcerts('a lone surrogate', nameOf(Buffer.from('H\\ud800f')), 400),
  toConcerts('a wrong type', concert({ name: 17 }), 422, ['/name']),
  toConcerts('an object for a text', concert({ name: { text: 'Hof' } }), 422, ['/name']),
  toConcerts('null for a needed text', concert({ name: null }), 422, ['/name']),
  toConcerts('a text for a number', concert({ capacity: '100' }), 422, ['/capacity']),
  toConcerts('a fraction', concert({ capacity: 1.5 }), 422, ['/capacity']),
  toConcerts('less than nothing', concert({ capacity: -1 }), 422, ['/capacity']),
  toConcerts('too big for any number', `{"name":"Hof","venue":"Hof","date":"2027-06-18T20:00:00Z",` +
    `"capacity":99999999999999999999999999}`, 422, ['/capacity']),
  toConcerts('a missing field', { name: 'Hof', date: someConcert.date }, 422, ['/venue']),
  toConcerts('an unknown field', concert({ colour: 'red' }), 422, ['/colour']),
  toConcerts('a field that needs escaping', concert({ 'a/b~c': 1 }), 422, ['/a~1b~0c']),
  toConcerts('an empty name', concert({ name: '' }), 422, ['/name']),
  toConcerts('white space for a name', concert({ name: ' \t ' }), 422, ['/name']),
  toConcerts('a name too long', concert({ name: 'x'.repeat(201) }), 422, ['/name']),
  toConcerts('a date that is none', concert({ date: '2027-02-30T20:00:00Z' }), 422, ['/date']),
  toConcerts('a date without an offset', concert({ date: '2027-06-18T20:00:00' }), 422, ['/date']),
  toConcerts('an unknown time zone', concert({ timezone: 'Europe/Atlantis' }), 422, ['/timezone']),
  toConcerts('a path as time zone', concert({ timezone: '../../etc/passwd' }), 422, ['/timezone']),
  toConcerts('an unknown currency', concert({ currency: 'XXZ' }), 422, ['/currency']),
  toConcerts('many errors at once', { name: '', date: 'x', colour: 1, capacity: 'y' }, 422,
    ['/name', '/date', '/venue', '/colour', '/capacity']),
  { what: 'a password too short', method: 'POST', path: '/api/auth/register', status: 422,
    body: { username: 'newcomer', email: 'n@example.org', password: 'short' },
    pointers: ['/password'] },
  { what: 'a password beyond bcrypt', method: 'POST', path: '/api/auth/register', status: 422,
    body: { username: 'newcomer', email: 'n@example.org', password: 'ü'.repeat(37) },
    pointers: ['/password'] },
  { what: 'a username and an address that are none', method: 'POST', path: '/api/auth/register',
    body: { username: 'a b', email: 'nobody', password: 'long enough by far' }, status: 422,
    pointers: ['/username', '/email'] },
  { what: 'a role of one’s own choice', method: 'POST', path: '/api/auth/register', status: 422,
    body: { username: 'newcomer', email: 'n@example.org', password: 'long enough by far',
      role: 'admin' },
    pointers: ['/role'] },
  { what: 'a role that there is not', method: 'POST', path: '/api/users/', status: 422,
    body: { username: 'newcomer', email: 'n@example.org', password: 'long enough by far',
      role: 'king' },
    pointers: ['/role'] },
];

const scans: BadRequest[] = [
  ['neither code nor number', {}, ['/code']],
  ['both code and number', { code: 'A', ticket_number: 'K7QM-2X9D-4HTR' }, ['/code']],
  ['a scan type that there is not', { code: 'A', scan_type: 'exit' }, ['/scan_type']],
  ['a scan_id too short', { code: 'A', scan_id: 'short' }, ['/scan_id']],
  ['a scan_id too long', { code: 'A', scan_id: 'x'.repeat(65) }, ['/scan_id']],
  ['a scan_id that is not url-safe', { code: 'A', scan_id: 'with space' }, ['/scan_id']],
  ['a location too long', { code: 'A', location: 'x'.repeat(101) }, ['/location']],
  ['notes too long', { code: 'A', notes: 'x'.repeat(2001) }, ['/notes']],
].map(([what, body, pointers]) => ({
  what: what as string,
  method: 'POST',
  path: '/api/scans/',
  body: { scan_type: 'attendance', ...(body as object) },
  status: 422,
  pointers: pointers as string[],
}));

const paths: BadRequest[] = [
  { what: 'an unknown path', method: 'GET', path: '/api/nothing', status: 404 },
  { what: 'a path above the root', method: 'GET', path: '/../../etc/passwd', status: 404 },
  { what: 'an encoded path above the root', method: 'GET', path: '/%2e%2e/etc/passwd', status: 404 },
  { what: 'a method that a path has not', method: 'DELETE', path: '/api/scans/', status: 405 },
  { what: 'a method that nobody has', method: 'PROPFIND', path: '/api/concerts/', status: 405 },
  { what: 'an id that is none', method: 'GET', path: '/api/tickets/abc', status: 422,
    pointers: ['/path/id'] },
  { what: 'an id beyond 64 bits', method: 'GET', path: '/api/tickets/99999999999999999999',
    status: 422, pointers: ['/path/id'] },
  { what: 'an id of nothing', method: 'GET', path: '/api/tickets/999999999', status: 404 },
  { what: 'a negative id', method: 'GET', path: '/api/concerts/-1', status: 422,
    pointers: ['/path/id'] },
  { what: 'a limit too big', method: 'GET', path: '/api/tickets/concert/1?limit=501', status: 422,
    pointers: ['/query/limit'] },
  { what: 'a limit of nothing', method: 'GET', path: '/api/tickets/concert/1?limit=0', status: 422,
    pointers: ['/query/limit'] },
  { what: 'a status that there is not', method: 'GET', path: '/api/tickets/concert/1?status=eaten',
    status: 422, pointers: ['/query/status'] },
  { what: 'an unknown question', method: 'GET', path: '/api/concerts/?colour=red', status: 422,
    pointers: ['/query/colour'] },
  { what: 'a cursor that is none', method: 'GET', path: '/api/concerts/?cursor=yesterday', status: 422,
    pointers: ['/query/cursor'] },
  { what: 'SQL for a question', method: 'GET',
    path: `/api/tickets/concert/1?status=${encodeURIComponent("sold' OR '1'='1")}`, status: 422,
    pointers: ['/query/status'] },
];

/// The claims of a token signed by somebody who does not know the secret.
function forgedToken(header: object, claims: object, key: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(claims)}`;
  const signature = key && createHmac('sha256', key).update(text).digest('base64url');
  return `${text}.${signature}`;
}

/// The token with another character at this place; "A" and "B" differ in bits that count everywhere.
const changedAt = (token: string, place: number): string =>
  token.slice(0, place) + (token[place] === 'B' ? 'C' : 'B') + token.slice(place + 1);

onEachDatabase('Bad input', (engine) => {
  const stage = useStage(engine);
  let show: Concert;
  let ticket: OpenTicket;
  let factsBefore: number;

  const facts = async (): Promise<number> =>
    (await all<Fact>(stage().cast.ada, '/api/journal/', 500)).length;

  before(async () => {
    const { ada, hanna } = stage().cast;
    show = await addConcert(ada);
    assert.equal(show.id, 1, 'the tables name the first concert');
    ticket = await soldTicket(ada, show, hanna);
    factsBefore = await facts();
  });
  // Scans that are judged are facts; those tests count their own.
  afterEach(async () => {
    const [before, now] = [factsBefore, await facts()];
    factsBefore = now;
    assert.equal(now, before, 'something changed');
  });

  for (const { what, method, path, body, headers, status, pointers } of [
    ...bodies, ...scans, ...paths,
  ]) {
    test(`Refuses ${what} with ${status}`, async () => {
      const options: CallOptions = { body, ...(headers && { headers }) };
      const answer = await stage().cast.ada.call(method, path, options);
      assertProblem(answer, status, pointers);
      if (status === 405) assert.match(answer.headers['allow'] ?? '', /GET|POST/);
    });
  }

  test('reads JSON whatever the Content-Type says', async () => {
    for (const type of ['text/plain', 'application/x-anything', '']) {
      const answer = await stage().cast.ada.call('POST', '/api/concerts/', {
        body: JSON.stringify({ name: 'Hof' }), headers: { 'content-type': type },
      });
      assertProblem(answer, 422, ['/date', '/venue']);
    }
  });

  test('Refuses tokens that are malformed, tampered with, expired or signed by somebody else', async () => {
    const { client, cast: { ada } } = stage();
    const [head = '', claims = ''] = ada.token.split('.');
    const known = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
    const tokens = [
      '', 'x', 'a.b.c', `${head}.${claims}`, `${ada.token}.x`, `${ada.token}x`,
      changedAt(ada.token, 2), changedAt(ada.token, head.length + 5),
      changedAt(ada.token, ada.token.length - 5),
      forgedToken({ alg: 'none', typ: 'JWT' }, known, ''),
      forgedToken(header, known, 'another secret'),
      forgedToken(header, known, ''),
      forgedToken(header, { ...known, exp: 1 }, 'another secret'),
      'x'.repeat(4000),
    ];
    for (const token of tokens) {
      const answer = await client.call('GET', '/api/auth/me', { token });
      assertProblem(answer, 401);
      assert.match(answer.headers['www-authenticate'] ?? '', /^Bearer/);
    }
    for (const authorization of ['Basic YWRhOmFkYQ==', 'Bearer', ada.token, `Token ${ada.token}`]) {
      const answer = await client.call('GET', '/api/auth/me', { headers: { authorization } });
      assertProblem(answer, 401);
    }
  });

  test('answers with 404 for what belongs to somebody else', async () => {
    const { felix } = stage().cast;
    assertProblem(await felix.call('GET', `/api/tickets/${ticket.id}`), 404);
    assertProblem(await felix.call('GET', `/api/tickets/number/${ticket.ticket_number}`), 404);
    const refund = { ticket_id: ticket.id, reason: 'mine now' };
    assertProblem(await felix.call('POST', '/api/refunds/request', { body: refund }), 404);
    const transfer = { ticket_id: ticket.id, to_username: 'felix' };
    assertProblem(await felix.call('POST', '/api/transfers/initiate', { body: transfer }), 404);
  });

  test('Refuses amounts that no money has', async () => {
    const { ada } = stage().cast;
    const path = `/api/tickets/create/${show.id}`;
    for (const price of ['-1', '1.234', '1e3', 'free', '', '1,50', '9999999999999']) {
      assertProblem(
        await ada.call('POST', path, { body: { quantity: 1, price } }), 422, ['/price'],
      );
    }
    for (const quantity of [0, -1, 100_001, 1.5, '1']) {
      assertProblem(await ada.call('POST', path, { body: { quantity } }), 422, ['/quantity']);
    }
  });
});

/// The text with one character changed for another one of base45.
const withCharacterChanged = (code: string, place: number): string =>
  code.slice(0, place) + (code[place] === 'A' ? 'B' : 'A') + code.slice(place + 1);

onEachDatabase('Bad codes', (engine) => {
  const stage = useStage(engine);

  const assertRefused = async (sam: Person, attempt: object, reason: string): Promise<void> => {
    const verdict = await scan(sam, attempt);
    assert.deepEqual([verdict.verdict, verdict.reason], ['refused', reason], JSON.stringify(attempt));
    assert.ok(verdict.message.length > 0);
  };

  test('are judged, recorded and open nothing', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const code = ticket.qr_code_data;
    for (const text of ['HELLO', 'https://example.org/', code.slice(0, -2), `${code}AA`, code + code]) {
      await assertRefused(sam, { code: text }, 'unknown_ticket');
    }
    // The signature's last octets; the sixteen octets before it say which ticket it is.
    await assertRefused(sam, { code: withCharacterChanged(code, 119) }, 'forged');
    await assertRefused(sam, { code: withCharacterChanged(code, 60) }, 'forged');
    await assertRefused(sam, { ticket_number: 'K7QM-2X9D-4HTX' }, 'unknown_ticket');
    const number = ticket.ticket_number;
    const wrongCheck = number.slice(0, -1) + (number.endsWith('Z') ? 'Y' : 'Z');
    await assertRefused(sam, { ticket_number: wrongCheck }, 'unknown_ticket');

    const elsewhere = await addConcert(ada, { name: 'Another one' });
    await assertRefused(sam, { code, concert_id: elsewhere.id }, 'wrong_concert');
    const [unsold] = (await addTickets(ada, concert, 1)).tickets as [Ticket];
    await assertRefused(sam, { ticket_number: unsold.ticket_number }, 'not_sold');

    const refused = await all<Fact>(ada, '/api/journal/?kind=scan.refused');
    assert.equal(refused.length, 11);
    const verdict = await scan(sam, { code: ` ${code}\n`, concert_id: concert.id });
    assert.equal(verdict.reason, 'ok');
  });

  test('of another house are forged', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    // The same binary with another database, and so with another key.
    const house = await Stage.open('sqlite');
    try {
      const theirs = await counterpartOf(ticket, house.cast.ada);
      await assertRefused(sam, { code: theirs.qr_code_data }, 'forged');
    } finally {
      await house.close();
    }
    assert.equal((await tryScan(sam, { code: ticket.qr_code_data })).body.reason, 'ok');
  });
});

/// A sold ticket of another house whose code names the same concert and ticket.
async function counterpartOf(ours: OpenTicket, ada: Person): Promise<OpenTicket> {
  let concert = await addConcert(ada);
  while (concert.id < ours.concert_id) concert = await addConcert(ada);
  let ticket = await soldTicket(ada, concert);
  while (ticket.id < ours.id) ticket = await soldTicket(ada, concert);
  assert.deepEqual([ticket.concert_id, ticket.id], [ours.concert_id, ours.id]);
  return ticket;
}
