// kill -9 in the middle of an import: after the next start there is exactly one set of tickets.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectStatus } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import { buyersFile, tryImport, untilEnded } from '../support/imports.ts';
import { addConcert, attendanceOf, sleep } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Job } from '../support/wire.ts';

const rows = 20_000;
/// A job that was begun three times has failed, so its runners die twice at most.
const killsAfter_ms = [300, 900];

onEachDatabase('Imports of a server that is killed', (engine) => {
  const stage = useStage(engine);

  test('are begun again, and done once', { timeout: 180_000 }, async () => {
    const concert = await addConcert(stage().cast.ada);
    const file = buyersFile(rows);
    let { server } = stage();
    let { ada } = stage().cast;
    const job = expectStatus(await tryImport(ada, concert, file), 202);
    for (const delay_ms of killsAfter_ms) {
      await sleep(delay_ms);
      await server.kill();
      const next = await stage().addNode();
      server = next.server;
      ada = ada.on(next.client);
    }
    const ended = await untilEnded(ada, job);
    assert.deepEqual([ended.status, ended.done], ['done', rows]);
    const again = expectStatus(await tryImport<Job>(ada, concert, file), 200);
    assert.equal(again.id, job.id);
    const counts = await attendanceOf(ada, concert);
    assert.deepEqual([counts.total, counts.sold], [rows, rows]);
    const stored = await stage().database.query(
      `SELECT count(*), min(serial), max(serial) FROM tickets WHERE concert_id = ${concert.id}`);
    assert.deepEqual(stored, [`${rows}|1|${rows}`]);
  });
});
