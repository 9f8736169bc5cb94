// An orderly stop loses nothing, and a start finds everything.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import {
  assertAllThere, assertBooksAgree, assertVerdictsStand, ScanLoad,
} from '../support/load.ts';
import type { Person } from '../support/people.ts';
import {
  addConcert, all, scan, seededRandom, sleep, soldTickets,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Ticket, Transfer } from '../support/wire.ts';

const stopGrace_ms = 25_000;

onEachDatabase('Restart', (engine) => {
  const stage = useStage(engine);

  /// Everything that an admin can see.
  async function lookAround(ada: Person): Promise<Record<string, unknown>> {
    const seen: Record<string, unknown> = {};
    for (const path of [
      '/api/users/', '/api/concerts/', '/api/refunds/', '/api/journal/', '/api/keys/',
      '/api/tickets/concert/1', '/api/scans/ticket/1',
    ]) {
      seen[path] = await all<unknown>(ada, path);
    }
    seen['counts'] = await ada.get('/api/scans/concert/1/attendance');
    return seen;
  }

  test('keeps everything, sessions included', async () => {
    const { cast: { ada, sam, hanna, felix }, server } = stage();
    const concert = await addConcert(ada);
    assert.equal(concert.id, 1);
    const [used, refundable, offered] = await soldTickets(ada, concert, 3, hanna);
    assert.ok(used && refundable && offered);
    await scan(sam, { code: used.qr_code_data, location: 'Gate A' });
    const request = { ticket_id: refundable.id, reason: 'ill' };
    await hanna.post('/api/refunds/request', request, 201);
    const offer = { ticket_id: offered.id, to_username: 'felix' };
    const transfer = await hanna.post<Transfer>('/api/transfers/initiate', offer, 201);
    const before = await lookAround(ada);

    await server.stop();
    const { client } = await stage().addNode();
    assert.deepEqual(await lookAround(ada.on(client)), before);

    await felix.on(client).post(`/api/transfers/${transfer.id}/accept`, {}, 200);
    const his = await felix.on(client).get<Ticket>(`/api/tickets/${offered.id}`);
    const verdict = await scan(sam.on(client), { code: his.qr_code_data ?? '' });
    assert.equal(verdict.reason, 'ok');
    const again = await scan(sam.on(client), { code: used.qr_code_data });
    assert.equal(again.previous?.location, 'Gate A');
  });
});

onEachDatabase('SIGTERM under load', (engine) => {
  const stage = useStage(engine);

  test('answers what was begun, exits 0 and loses nothing', async () => {
    const { cast, server } = stage();
    const concert = await addConcert(cast.ada);
    const tickets = await soldTickets(cast.ada, concert, 100);
    const load = new ScanLoad(() => cast.sam, tickets, {
      workers: 32, random: seededRandom(7), stopWithoutAnswer: true,
    });
    await sleep(300);
    const begin_ms = Date.now();
    server.beginStop();
    assert.equal(await server.ended(), '0');
    assert.ok(Date.now() - begin_ms < stopGrace_ms, 'the stop took longer than its grace');
    await load.stop();
    const statuses = new Set(load.answered.map(({ answer }) => answer.status));
    assert.ok([...statuses].every((status) => status === 201 || status === 503), `${[...statuses]}`);
    assert.ok(load.answered.length > 100, 'the load was no load');

    const { client } = await stage().addNode();
    await assertVerdictsStand(cast.sam.on(client), load.answered);
    const books = await assertBooksAgree({ ada: cast.ada.on(client) }, concert);
    assertAllThere(books, load.sent);
    // What was not answered may have been judged, but a request that the server had read was answered:
    // so no more verdicts can be without an answer than there were workers on their way in.
    const unanswered = load.sent.filter(({ answer }) => answer === null);
    const judgedInSilence = unanswered.filter(({ attempt }) => books.has(attempt.scan_id));
    assert.deepEqual(judgedInSilence, [], 'a verdict that holds was not told');
  });

});

onEachDatabase('A stop', (engine) => {
  const stage = useStage(engine);

  test('ends idle connections and live streams at once', async () => {
    const { server, cast: { ada, sam } } = stage();
    const concert = await addConcert(ada);
    const live = await EventReader.open(`${server.url}/api/concerts/${concert.id}/live`, {
      token: sam.token,
    });
    await live.next();
    const begin_ms = Date.now();
    await server.stop();
    assert.ok(Date.now() - begin_ms < 5000, 'it waited for a stream');
    await live.untilClosed(1000);
  });
});
