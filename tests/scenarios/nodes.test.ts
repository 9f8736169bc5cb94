// Two nodes on one PostgreSQL behind one address: nobody notices which of them answers.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { Client } from '../support/client.ts';
import { skipWithoutPostgres } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import { assertAllThere, assertBooksAgree, ScanLoad } from '../support/load.ts';
import { logIn } from '../support/people.ts';
import { RoundRobin } from '../support/round-robin.ts';
import type { Server } from '../support/server.ts';
import {
  addConcert, attendanceOf, scan, second_ms, seededRandom, sleep, soldTicket, soldTickets, until,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const underLoad_ms = 400;

describe('Two nodes behind a proxy', { skip: skipWithoutPostgres }, () => {
  const stage = useStage('postgres', { ADMITONE_TRUSTED_PROXIES: '127.0.0.1' });
  let second: Server;
  let proxy: RoundRobin;
  let client: Client;
  before(async () => {
    ({ server: second } = await stage().addNode());
    proxy = await RoundRobin.open([stage().server, second]);
    client = new Client(proxy.url);
  });
  after(() => {
    client?.close();
    proxy?.close();
  });

  test('are one server: sessions, sales, scans and counts', async () => {
    const ada = await logIn(client, stage().cast.ada.account);
    const sam = await logIn(client, stage().cast.sam.account);
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 20);
    for (const { qr_code_data } of tickets) {
      assert.equal((await scan(sam, { code: qr_code_data })).reason, 'ok');
      assert.equal((await scan(sam, { code: qr_code_data })).reason, 'already_admitted');
    }
    assert.equal((await attendanceOf(ada, concert)).attended, tickets.length);
    const answering = new Set<unknown>();
    for (let request = 0; request < 4; ++request) {
      answering.add((await client.call('GET', '/readyz')).headers['x-node']);
    }
    assert.equal(answering.size, 2, 'both nodes answer');
  });

  test('keep a request’s id and log it, with the address that the proxy tells', async () => {
    const ids = [`door-${randomUUID()}`, `door-${randomUUID()}`];
    for (const id of ids) {
      const answer = await client.call('GET', '/api/auth/me', { headers: { 'X-Request-Id': id } });
      assert.equal(answer.headers['x-request-id'], id);
    }
    await until('the ids are not logged', async () => {
      const log = [...stage().server.log, ...second.log].join('\n');
      return ids.every((id) => log.includes(`request_id=${id}`));
    });
    const evil = 'evil id"\u00e9';
    const answer = await client.call('GET', '/healthz', { headers: { 'X-Request-Id': evil } });
    assert.notEqual(answer.headers['x-request-id'], evil);
  });

  test('end a session on both within a second', async () => {
    const felix = await logIn(client, stage().cast.felix.account);
    for (let request = 0; request < 4; ++request) await felix.get('/api/auth/me');
    await stage().cast.ada.patch(`/api/users/${felix.id}`, { is_active: false });
    await until('the session goes on somewhere', async () => {
      const statuses = await Promise.all([1, 2, 3, 4].map(async () =>
        (await felix.call('GET', '/api/auth/me')).status));
      return statuses.every((status) => status === 401);
    });
  });

  test('one is replaced under load: the stream goes on at the other without a gap', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 100);
    const path = `/api/concerts/${concert.id}/live`;
    const isScan = ({ event }: { event: string }): boolean => event === 'scan';
    const first = await EventReader.open(`${second.url}${path}`, { token: sam.token });
    // What its first counts hold it does not tell again: no scan may be among them.
    await first.next(({ event }) => event === 'attendance');
    const scanner = sam.on(client);
    const load = new ScanLoad(() => scanner, tickets, {
      workers: 16, random: seededRandom(3), stopWithoutAnswer: false,
    });
    await sleep(underLoad_ms);
    proxy.takeOut(second);
    await second.stop();
    await sleep(underLoad_ms);
    await load.stop();
    assert.deepEqual(load.sent.filter(({ answer }) => answer?.status !== 201), []);
    assertAllThere(await assertBooksAgree({ ada }, concert), load.sent);

    await first.untilClosed(second_ms);
    const lastEventId = first.received.filter(({ id }) => id !== '').at(-1)?.id;
    const resumed = await EventReader.open(`${proxy.url}${path}`, { token: sam.token, lastEventId });
    const last = await scan(sam, { code: (await soldTicket(ada, concert)).qr_code_data });
    let event = await resumed.next(isScan, 5 * second_ms);
    const ids = first.received.filter(isScan).map(({ id }) => Number(id));
    ids.push(Number(event.id));
    while (Number(event.id) !== last.id) {
      event = await resumed.next(isScan, 5 * second_ms);
      ids.push(Number(event.id));
    }
    resumed.close();
    assert.equal(new Set(ids).size, ids.length, 'an event came twice');
    assert.equal(ids.length, load.sent.length + 1, 'an event is missing');
  });
});
