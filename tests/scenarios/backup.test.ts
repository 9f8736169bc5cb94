// A backup is made beside a server under load, and a database that was restored from it tells the same
// story as the one that was backed up.

import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Client } from '../support/client.ts';
import { admitone, binary, mustRun, run, type Outcome } from '../support/commands.ts';
import {
  createDatabase, onEachDatabase, postgresUrl, type TestDatabase,
} from '../support/databases.ts';
import { assertAllThere, assertBooksAgree, assertVerdictsStand, ScanLoad } from '../support/load.ts';
import { Server, testSecret } from '../support/server.ts';
import {
  addConcert, scan, second_ms, seededRandom, sleep, soldTickets, until,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const workers = 16;
const underLoad_ms = 400;

onEachDatabase('Backup and restore', (engine) => {
  const stage = useStage(engine);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-backup-'));
  });
  after(() => rm(folder, { recursive: true }));

  const command = (args: string[], database: TestDatabase, secret = testSecret): Promise<Outcome> =>
    admitone([...args, '--database', database.url], { environment: { ADMITONE_SECRET: secret } });
  const backUp = (file: string, ...options: string[]): Promise<Outcome> =>
    command(['backup', file, ...options], stage().database);

  async function backupNamed(name: string): Promise<string> {
    const file = join(folder, name);
    const { exitCode, stderr } = await backUp(file);
    assert.equal(exitCode, 0, stderr);
    return file;
  }

  async function withEmptyDatabase(use: (database: TestDatabase) => Promise<void>): Promise<void> {
    const database = await createDatabase(engine);
    try {
      await use(database);
    } finally {
      await database.remove();
    }
  }

  function assertOneLine({ exitCode, stdout, stderr }: Outcome, code: number, words: RegExp): void {
    assert.equal(exitCode, code, stderr);
    assert.match(stderr, /^admitone: [^\n]+\n$/, 'it is one line');
    assert.match(stderr, words);
    assert.equal(stdout, '');
  }

  /// A restore that is refused leaves an empty database, into which a good backup still goes.
  async function assertNothingRestored(database: TestDatabase, good: string): Promise<void> {
    const { exitCode, stderr } = await command(['restore', good], database);
    assert.equal(exitCode, 0, stderr);
  }

  test('a backup under load holds every scan that was answered before it', async (context) => {
    const { cast } = stage();
    const concert = await addConcert(cast.ada);
    const tickets = await soldTickets(cast.ada, concert, 100);
    const load = new ScanLoad(() => cast.sam, tickets, {
      workers, random: seededRandom(11), stopWithoutAnswer: false,
    });
    await until('the load is no load', async () => load.answered.length > 4 * workers, 60 * second_ms);
    const answeredBefore = load.answered;
    const file = await backupNamed('under-load');
    const sentUntilDone = load.sent.length;
    await sleep(underLoad_ms);
    await load.stop();
    assert.ok(sentUntilDone > answeredBefore.length, 'nobody scanned while it was made');
    context.diagnostic(`${answeredBefore.length} of ${load.sent.length} scans came before`);

    await withEmptyDatabase(async (database) => {
      const { exitCode, stdout, stderr } = await command(['restore', file], database);
      assert.deepEqual([exitCode, stderr], [0, '']);
      const server = await Server.start({ databaseUrl: database.url });
      const client = new Client(server.url);
      try {
        const [ada, sam] = [cast.ada.on(client), cast.sam.on(client)];
        await assertVerdictsStand(sam, answeredBefore);
        const books = await assertBooksAgree({ ada }, concert);
        assertAllThere(books, answeredBefore);
        const count = async (table: string): Promise<string> =>
          (await database.query(`SELECT count(*) FROM ${table}`)).join('');
        const told = new RegExp(`${await count('tickets')} tickets, ${books.size} scans`);
        assert.match(stdout, told);
        // What came after the backup is unknown there, and is judged as if for the first time.
        const later = load.answered.find(({ attempt }) => !books.has(attempt.scan_id));
        if (later !== undefined) await scan(sam, later.attempt);
      } finally {
        client.close();
        await server.stop();
      }
    });
  });

  test('a backup is for its owner alone, and nothing is left beside it', async () => {
    const file = await backupNamed('alone');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual((await readdir(folder)).filter((name) => /part|wal|journal|shm/.test(name)), []);
  });

  test('Refuses to replace a file, unless told to', async () => {
    const file = join(folder, 'taken');
    await writeFile(file, 'precious');
    assertOneLine(await backUp(file), 1, /already.*--force/);
    assert.equal(await readFile(file, 'utf8'), 'precious');
    assert.equal((await backUp(file, '--force')).exitCode, 0);
    assert.notEqual((await readFile(file)).subarray(0, 8).toString(), 'precious');
  });

  test('Refuses a folder that is not there, and leaves nothing on a disk that is full', async () => {
    assertOneLine(await backUp(join(folder, 'nowhere', 'file')), 2, /nowhere.*No such file/);
    const file = join(folder, 'full');
    for (const room_KiB of [4, 8, 12, 16]) {
      const limited = `trap '' XFSZ; ulimit -f ${room_KiB}; exec ${binary} backup ${file} --database "$URL"`;
      const outcome = await run('bash', ['-c', limited], {
        environment: { URL: stage().database.url, ADMITONE_SECRET: testSecret },
      });
      assertOneLine(outcome, 2, /cannot be/);
      assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('full')), []);
    }
  });

  test('Refuses a database that is not empty', async () => {
    const file = await backupNamed('once');
    assertOneLine(await command(['restore', file], stage().database), 1, /already|not empty/);
  });

  test('Refuses what is no backup, or is not there', async () => {
    await withEmptyDatabase(async (database) => {
      const text = join(folder, 'text');
      await writeFile(text, 'name,email\n');
      assertOneLine(await command(['restore', text], database), 1, /not a backup/);
      assertOneLine(await command(['restore', join(folder, 'none')], database), 2, /cannot be read/);
      assertOneLine(await command(['restore', folder], database), 2, /cannot be read/);
    });
  });

  test('Refuses a backup that was cut off, wherever', async () => {
    const good = await backupNamed('whole');
    const { size } = await stat(good);
    const cut = join(folder, 'cut');
    await withEmptyDatabase(async (database) => {
      for (const share of [0.01, 0.5, 0.99]) {
        await copyFile(good, cut);
        await truncate(cut, Math.floor(size * share));
        assertOneLine(await command(['restore', cut], database), 1, /nothing was/);
      }
      await assertNothingRestored(database, good);
    });
  });

  test('Refuses a backup of a newer version', async () => {
    const good = await backupNamed('present');
    const fromTheFuture = `INSERT INTO schema_migrations (version, name, applied_at)
                           VALUES (9999, 'from the future', 0)`;
    const newer = join(folder, 'newer');
    await withEmptyDatabase(async (database) => {
      await assertNothingRestored(database, good);
      if (engine === 'sqlite') {
        await mustRun('sqlite3', [database.url.slice('sqlite:'.length), fromTheFuture]);
      } else {
        await database.query(fromTheFuture);
      }
      assert.equal((await command(['backup', newer], database)).exitCode, 0);
    });
    await withEmptyDatabase(async (database) => {
      assertOneLine(await command(['restore', newer], database), 1, /9999.*newer/);
      await assertNothingRestored(database, good);
    });
  });

  test('says when the secret is another one, or is missing', async () => {
    const file = await backupNamed('sealed');
    await withEmptyDatabase(async (database) => {
      const other = 'another secret of at least thirty-two octets';
      const { exitCode, stdout, stderr } = await command(['restore', file], database, other);
      assert.equal(exitCode, 0);
      assert.match(stdout, /^Restored /);
      assert.match(stderr, /^admitone: .*another ADMITONE_SECRET[^\n]*\n$/);
    });
    await withEmptyDatabase(async (database) => {
      const { exitCode, stderr } = await command(['restore', file], database, '');
      assert.equal(exitCode, 0);
      assert.match(stderr, /^admitone: .*needs the secret.*ADMITONE_SECRET[^\n]*\n$/);
    });
  });

  test('Refuses a backup of the other engine', { skip: postgresUrl === undefined }, async () => {
    const file = await backupNamed('of-this-engine');
    const other = await createDatabase(engine === 'sqlite' ? 'postgres' : 'sqlite');
    assertOneLine(await command(['restore', file], other), 1, /other kind/);
    await other.remove();
  });

  test('on a terminal it tells how far it is', async () => {
    const file = join(folder, 'terminal');
    const backup = `${binary} backup ${file} --database '${stage().database.url}'`;
    const { exitCode, stdout } = await run('script', ['-qec', backup, '/dev/null']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /\rBacking up: \d+ (of \d+ )?MiB/);
    assert.match(stdout, /Backed up to .*terminal/);
  });

  test('Refuses a database that is not there', async () => {
    const url = engine === 'sqlite' ? `sqlite:${join(folder, 'no.db')}` : 'postgresql://127.0.0.1:1/x';
    const outcome = await admitone(['backup', join(folder, 'of-nothing'), '--database', url]);
    assertOneLine(outcome, 2, /no database|cannot be backed up/);
    assert.ok(!(await readdir(folder)).includes('of-nothing'));
  });
});
