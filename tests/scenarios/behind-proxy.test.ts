// Several nodes on one PostgreSQL behind the proxy of compose.yaml's profile `nodes`: nobody is bound to a node.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Proxy } from '../support/caddy.ts';
import { Client } from '../support/client.ts';
import { skipWithoutPostgres } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import { logIn, type Person } from '../support/people.ts';
import type { Server } from '../support/server.ts';
import { addConcert, scan, second_ms, sleep, soldTicket, soldTickets, until } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

describe('Nodes behind a proxy', { skip: skipWithoutPostgres }, () => {
  const stage = useStage('postgres');
  let proxy: Proxy;
  let client: Client;
  let other: Server;
  before(async () => {
    other = (await stage().addNode()).server;
    proxy = await Proxy.start([stage().server.url, other.url]);
    client = new Client(proxy.url);
  });
  after(async () => {
    client?.close();
    await proxy?.stop();
  });

  const behind = (person: Person): Person => person.on(client);
  const asked = (server: Server, path: string): boolean =>
    server.log.some((line) => line.includes(`path=${path} `));

  test('are asked in turn, with one session', async () => {
    const ada = behind(stage().cast.ada);
    for (let count = 0; count < 20; count += 1) await ada.get('/api/users');
    for (const server of [stage().server, other]) {
      await until('a node was not asked', async () => asked(server, '/api/users'));
    }
  });

  test('admit a ticket once, whichever is asked', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempts = Array.from({ length: 16 }, () => scan(behind(sam), { code: ticket.qr_code_data }));
    const reasons = (await Promise.all(attempts)).map(({ reason }) => reason);
    assert.equal(reasons.filter((reason) => reason === 'ok').length, 1);
    assert.equal(reasons.filter((reason) => reason === 'already_admitted').length, 15);
  });

  test('tell live what any of them has admitted, event by event', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 4);
    const url = `${proxy.url}/api/concerts/${concert.id}/live`;
    const live = await EventReader.open(url, { token: sam.token });
    assert.equal(live.status, 200);
    // What happened before it began to listen is in the counts that come first.
    await live.next((event) => event.event === 'attendance');
    for (const [index, ticket] of tickets.entries()) {
      const node = index % 2 === 0 ? stage().client : stage().clientOf(other);
      const { id } = await scan(sam.on(node), { code: ticket.qr_code_data });
      await live.next((event) => event.event === 'scan' && event.data.includes(`"id":${id},`));
    }
    live.close();
  });

  test('refuse a session that was ended anywhere', async () => {
    const { account } = stage().cast.felix;
    const felix = await logIn(client, account);
    await felix.get('/api/auth/me');
    const { cookie, token } = felix;
    assert.equal((await client.call('POST', '/api/auth/logout', { cookie, token })).status, 204);
    await sleep(second_ms);
    const answers = await Promise.all(Array.from({ length: 8 }, () => felix.call('GET', '/api/auth/me')));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([401]));
  });
});
