// A server that is replaced under load: whoever asks meanwhile waits a moment, and is answered.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from '../support/client.ts';
import { binary, run } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { ActivatedServers } from '../support/activated-servers.ts';
import { assertAllThere, assertBooksAgree, ScanLoad } from '../support/load.ts';
import { testSecret } from '../support/server.ts';
import { addConcert, seededRandom, sleep, soldTickets } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const restarts = 4;
const between_ms = 300;

onEachDatabase('A graceful restart', (engine) => {
  const stage = useStage(engine);

  test('on a handed-on socket drops no request, on connections that are kept alive', async (context) => {
    const { cast, server, database } = stage();
    const concert = await addConcert(cast.ada);
    const tickets = await soldTickets(cast.ada, concert, 100);
    await server.stop();
    const servers = await ActivatedServers.open(database.url);
    assert.equal(await servers.start(), servers.url);
    const client = new Client(servers.url);
    const scanner = cast.sam.on(client);
    const load = new ScanLoad(() => scanner, tickets, {
      workers: 32, random: seededRandom(5), stopWithoutAnswer: false,
    });
    for (let restart = 0; restart < restarts; ++restart) {
      await sleep(between_ms);
      assert.equal(await servers.stop(), '0');
      await servers.start();
    }
    await sleep(between_ms);
    await load.stop();
    const unanswered = load.sent.filter(({ answer }) => answer === null);
    assert.deepEqual(unanswered, [], 'a request was dropped');
    const statuses = new Set(load.answered.map(({ answer }) => answer.status));
    assert.deepEqual([...statuses], [201]);
    context.diagnostic(`${load.sent.length} scans over ${restarts} restarts`);
    assert.ok(load.sent.length > 32 * restarts, 'the load was no load');
    const books = await assertBooksAgree({ ada: cast.ada.on(client) }, concert);
    assertAllThere(books, load.sent);
    client.close();
    await servers.stop();
    servers.close();
  });

  test('Refuses a descriptor that is no listening socket, and several', async () => {
    for (const [count, words] of [['1', /none that listens/], ['2', /one socket/]] as const) {
      const serve = `LISTEN_PID=$$ LISTEN_FDS=${count} exec ${binary} serve --database "$URL" 3</dev/null`;
      const { exitCode, stderr } = await run('bash', ['-c', serve], {
        environment: { URL: stage().database.url, ADMITONE_SECRET: testSecret },
      });
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr, words);
    }
  });
});
