// kill -9 at 20 moments under scan load. What was answered stands, nothing counts twice, and the books
// agree.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import {
  assertAllThere, assertBooksAgree, assertVerdictsStand, ScanLoad, type Sent,
} from '../support/load.ts';
import {
  addConcert, seededRandom, sleep, soldTickets, type OpenTicket,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const kills = 20;
const ticketsEachRound = 40;
const workers = 32;
const killAfterMin_ms = 10;
const killAfterMax_ms = 250;
const seed = Number(process.env['ADMITONE_TEST_SEED'] ?? 20_270_618);

onEachDatabase('Killed under load', (engine) => {
  const stage = useStage(engine);

  test(`${kills} times, it forgets no answered scan and admits nobody twice`, async (context) => {
    context.diagnostic(`ADMITONE_TEST_SEED=${seed}`);
    const random = seededRandom(seed);
    const { cast, database } = stage();
    const concert = await addConcert(cast.ada);
    const everything: Sent[] = [];
    let { server, client } = stage();
    let tickets: OpenTicket[] = [];

    for (let round = 0; round < kills; ++round) {
      // Some tickets of the rounds before stay in play, so that old admissions meet new kills.
      const fresh = await soldTickets(cast.ada.on(client), concert, ticketsEachRound);
      tickets = [...tickets.slice(-ticketsEachRound), ...fresh];
      const scanner = cast.sam.on(client);
      const load = new ScanLoad(() => scanner, tickets, {
        workers, random, stopWithoutAnswer: true,
      });
      await sleep(killAfterMin_ms + random() * (killAfterMax_ms - killAfterMin_ms));
      await server.kill();
      await load.stop();
      assert.ok(load.answered.every(({ answer }) => answer.status === 201));
      everything.push(...load.sent);

      // The same sessions go on: neither the secret nor the database has changed.
      ({ server, client } = await stage().addNode());
      await assertVerdictsStand(cast.sam.on(client), load.answered);
    }

    const ada = cast.ada.on(client);
    const books = await assertBooksAgree({ ada }, concert);
    assertAllThere(books, everything);
    const answered = everything.filter(({ answer }) => answer !== null).length;
    context.diagnostic(`${answered} of ${everything.length} scans were answered`);
    assert.ok(answered > kills * workers, 'the load was no load');
    if (database.engine === 'sqlite') {
      assert.deepEqual(await database.query('PRAGMA integrity_check'), ['ok']);
    }
  });
});
