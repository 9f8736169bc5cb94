// PostgreSQL goes away while the server serves, and comes back: 503 in between, service again without a
// restart, and no wrong verdict.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Client, type Answer } from '../support/client.ts';
import { createPostgres, skipWithoutPostgres } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import {
  assertAllThere, assertBooksAgree, assertVerdictsStand, retryUnavailable, ScanLoad,
} from '../support/load.ts';
import { gatherCast, type Cast, type Person } from '../support/people.ts';
import { PrivatePostgres } from '../support/private-postgres.ts';
import { Server } from '../support/server.ts';
import {
  addConcert, all, attendanceOf, scan, second_ms, seededRandom, sleep, soldTicket, soldTickets, tryScan, until,
} from '../support/shows.ts';
import type { Fact, Problem, Scan } from '../support/wire.ts';

function assertUnavailable(answer: Answer<unknown>): void {
  assert.equal(answer.status, 503, answer.text);
  assert.ok(Number(answer.headers['retry-after']) >= 1, 'it says when to try again');
  assert.equal((answer.body as Problem).status, 503);
}

describe('When PostgreSQL goes away', { skip: skipWithoutPostgres }, () => {
  let postgres: PrivatePostgres;
  let server: Server;
  let client: Client;
  let cast: Cast;
  before(async () => {
    postgres = await PrivatePostgres.create();
    const { url } = await createPostgres(postgres.url);
    server = await Server.start({ databaseUrl: url });
    client = new Client(server.url);
    cast = await gatherCast(client);
  });
  after(async () => {
    client?.close();
    await server?.stop();
    await postgres?.remove();
  });

  const untilReady = (): Promise<void> =>
    until('the server did not come back', async () =>
      (await client.call('GET', '/readyz')).status === 200, 15 * second_ms);

  test('answers 503 with Retry-After, and serves again when it is back', async () => {
    const { ada, sam } = cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const { token } = sam;

    await postgres.stop('fast');
    const attempt = { code: ticket.qr_code_data, location: 'Gate A', scan_id: 'during-the-outage' };
    for (let round = 0; round < 3; ++round) {
      assertUnavailable(await tryScan(sam, attempt));
      assertUnavailable(await client.call('GET', `/api/concerts/${concert.id}`, { token }));
      assertUnavailable(await client.call('GET', '/readyz'));
      assert.equal((await client.call('GET', '/healthz')).status, 200, 'the process is alive');
    }
    const { username, password } = sam.account;
    const body = { username, password };
    assertUnavailable(await client.call('POST', '/api/auth/login', { body }));

    await postgres.start();
    await untilReady();
    const verdict = await scan(sam, attempt);
    assert.equal(verdict.reason, 'ok', 'nobody had been admitted meanwhile');
    assert.equal((await tryScan(sam, attempt)).status, 200);
    assert.equal((await scan(sam, { code: ticket.qr_code_data })).reason, 'already_admitted');
    assert.ok(server.running, 'without a restart');
  });

  test('under load, once orderly and once in a crash, no verdict is wrong', async () => {
    for (const how of ['fast', 'immediate'] as const) {
      const concert = await addConcert(cast.ada);
      const tickets = await soldTickets(cast.ada, concert, 60);
      const load = new ScanLoad(() => cast.sam, tickets, {
        workers: 24, random: seededRandom(11), stopWithoutAnswer: false,
      });
      await sleep(200);
      await postgres.stop(how);
      await sleep(500);
      await postgres.start();
      await untilReady();
      await sleep(300);
      await load.stop();

      const statuses = new Map<number, number>();
      for (const { answer } of load.answered) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }
      assert.ok([...statuses.keys()].every((status) => status === 201 || status === 503),
        JSON.stringify([...statuses]));
      assert.equal(load.answered.length, load.sent.length, 'every scan was answered');
      assert.ok((statuses.get(503) ?? 0) > 0, 'the outage was no outage');

      await assertVerdictsStand(cast.sam, load.answered);
      await retryUnavailable(cast.sam, load.sent);
      assertAllThere(await assertBooksAgree(cast, concert), load.sent);
    }
  });

  test('an order of tickets that was accepted is told to stand, and finished later', async () => {
    const quantity = 20_000;
    const concert = await addConcert(cast.ada);
    const createdAs = async (by: Person): Promise<number> => (await attendanceOf(by, concert)).created;
    const order = cast.ada.call<Problem>(
      'POST', `/api/tickets/create/${concert.id}`, { body: { quantity } });
    await until('no part was stored', async () => (await createdAs(cast.ada)) > 0, 15 * second_ms);
    await postgres.stop('immediate');
    const answer = await order;
    assertUnavailable(answer);
    assert.match(answer.body.detail, /was accepted.*do not repeat it/);

    await postgres.start();
    await untilReady();
    const next = await server.anotherNode();
    const nextClient = new Client(next.url);
    try {
      const ada = cast.ada.on(nextClient);
      await until('the order was not finished',
        async () => (await createdAs(ada)) === quantity, 30 * second_ms);
      const facts = await all<Fact>(ada, `/api/journal/?concert_id=${concert.id}&kind=ticket.created`);
      assert.deepEqual(facts.map(({ detail }) => detail), [`Created ${quantity} tickets, 1 to ${quantity}`]);
    } finally {
      nextClient.close();
      await next.stop();
    }
  });

  test('a live stream that was open tells what happens after the outage', async () => {
    const { ada, sam } = cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    let live = await EventReader.open(`${server.url}/api/concerts/${concert.id}/live`, sam);
    const { id } = await live.next();
    await postgres.stop('fast');
    await postgres.start();
    await untilReady();
    const verdict = await scan(sam, { code: ticket.qr_code_data });
    if (live.closed) {
      // As a browser does, when the server chose to end the stream.
      live = await EventReader.open(`${server.url}/api/concerts/${concert.id}/live`, {
        token: sam.token, lastEventId: id,
      });
    }
    const told = await live.next(({ event }) => event === 'scan');
    assert.equal((JSON.parse(told.data) as Scan).scan_id, verdict.scan_id);
    live.close();
  });
});
