// The command line imports as the API does, with a server beside it or without.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { expectStatus } from '../support/client.ts';
import { admitone, binary, run, type Outcome } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { buyersFile, tryImport } from '../support/imports.ts';
import { addPerson } from '../support/people.ts';
import { testSecret } from '../support/server.ts';
import { addConcert, all, attendanceOf } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Concert } from '../support/wire.ts';

onEachDatabase('The import command', (engine) => {
  const stage = useStage(engine);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-import-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function importCommand(
    concert: Concert, file: string, ...options: string[]
  ): Promise<Outcome> {
    const path = join(folder, 'buyers.csv');
    await writeFile(path, file);
    return admitone(
      ['import', String(concert.id), path, ...options, '--database', stage().database.url],
      { environment: { ADMITONE_SECRET: testSecret } },
    );
  }

  test('a dry run prints what the file would do', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const { exitCode, stdout, stderr } = await importCommand(
      concert, 'name,email,seat,tier,price\nA,a@example.org,7,VIP,10\nB,b@example.org,8,,5.5\n',
      '--dry-run');
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.equal(stdout, '2 rows, 2 without a problem, for 15.50 EUR\n  no tier: 1\n  VIP: 1\n' +
      '  the column "seat" is ignored\n');
    assert.equal((await attendanceOf(ada, concert)).total, 0);
  });

  test('problems are printed by their lines, and nothing is imported', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = 'name,email\nA,a@example.org\n,nobody\n"B,b@example.org\n';
    const { exitCode, stdout, stderr } = await importCommand(concert, file);
    assert.deepEqual([exitCode, stdout], [1, '']);
    assert.match(stderr,
      /^line 3, name: is empty\nline 3, email: must be .*\nline 4: A quote is opened .*\n$/);
    assert.equal((await attendanceOf(ada, concert)).total, 0);
  });

  test('tickets are imported once, whoever asks', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = buyersFile(2_500);
    const first = await importCommand(concert, file);
    assert.deepEqual([first.exitCode, first.stderr], [0, '']);
    assert.equal(first.stdout, 'Imported 2500 tickets, 1 to 2500.\n');
    const again = await importCommand(concert, file);
    assert.equal(again.exitCode, 0);
    assert.match(again.stdout, /already/);
    expectStatus(await tryImport(ada, concert, file), 200);
    assert.equal((await attendanceOf(ada, concert)).sold, 2_500);
    const [fact] = await all<{ kind: string; actor: string }>(
      ada, `/api/journal/?concert_id=${concert.id}&kind=ticket.imported`);
    assert.equal(fact?.actor, 'ada');
  });

  test('on a terminal it tells how far it is', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const path = join(folder, 'terminal.csv');
    await writeFile(path, buyersFile(5_000));
    const command = `${binary} import ${concert.id} ${path} --database '${stage().database.url}'`;
    const { exitCode, stdout } = await run('script', ['-qec', command, '/dev/null'], {
      environment: { ADMITONE_SECRET: testSecret },
    });
    assert.equal(exitCode, 0);
    assert.match(stdout, /\rImporting: 1000 of 5000\rImporting: 2000 of 5000/);
    assert.match(stdout, /Imported 5000 tickets/);
  });

  test('of several admins it asks for one', async () => {
    const { ada } = stage().cast;
    const account = { username: 'otto', email: 'otto@example.org', password: 'otto sells too' };
    await addPerson(ada, account, 'admin');
    const concert = await addConcert(ada);
    const unnamed = await importCommand(concert, buyersFile(2));
    assert.equal(unnamed.exitCode, 1);
    assert.match(unnamed.stderr, /--as USERNAME/);
    const wrong = await importCommand(concert, buyersFile(2), '--as', 'sam');
    assert.equal(wrong.exitCode, 1);
    assert.equal((await importCommand(concert, buyersFile(2), '--as', 'otto')).exitCode, 0);
  });

  test('a file that is not there is one clear line', async () => {
    const concert = await addConcert(stage().cast.ada);
    const { exitCode, stderr } = await admitone(
      ['import', String(concert.id), join(folder, 'nothing.csv'), '--database', stage().database.url]);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^admitone: cannot read .*nothing\.csv\n$/);
  });
});
