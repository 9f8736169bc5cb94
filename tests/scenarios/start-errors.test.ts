// What keeps the server from starting is told in one clear line, with exit code 2.

import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { admitone, binary, mustRun, run, type Outcome } from '../support/commands.ts';
import {
  createDatabase, onEachDatabase, postgresUrl, skipWithoutPostgres, type TestDatabase,
} from '../support/databases.ts';
import { adminAccount, Server, testSecret } from '../support/server.ts';

const withSecret = { ADMITONE_SECRET: testSecret };

const serve = (
  args: string[],
  environment: Record<string, string> = withSecret,
): Promise<Outcome> =>
  admitone(['serve', '--listen', '127.0.0.1:0', ...args], { environment, timeout_ms: 30_000 });

function assertOneClearLine({ exitCode, stdout, stderr }: Outcome, words: RegExp): void {
  assert.equal(exitCode, 2, stderr);
  assert.match(stderr, /^[^\n]+\n$/, 'it is one line');
  assert.match(stderr, words);
  assert.equal(stdout, '', 'it did not say that it serves');
  assert.ok(!stderr.includes(testSecret));
}

onEachDatabase('A server that cannot start', (engine) => {
  let database: TestDatabase;
  /// Another database, empty, which no server uses.
  let spare: TestDatabase;
  let server: Server;
  before(async () => {
    [database, spare] = [await createDatabase(engine), await createDatabase(engine)];
    server = await Server.start({ databaseUrl: database.url });
  });
  after(async () => {
    await server?.stop();
    await database?.remove();
    await spare?.remove();
  });

  test('says that its port is in use', async () => {
    const listen = `127.0.0.1:${server.port}`;
    assertOneClearLine(
      await admitone(['serve', '--listen', listen, '--database', spare.url], {
        environment: withSecret,
      }),
      new RegExp(listen),
    );
  });

  test('says that its address is not this machine’s', async () => {
    const args = ['serve', '--listen', '203.0.113.1:8000', '--database', spare.url];
    assertOneClearLine(await admitone(args, { environment: withSecret }), /203\.0\.113\.1/);
  });

  test('says that its address is none', async () => {
    for (const listen of ['nonsense', '127.0.0.1', '127.0.0.1:99999', ':x', '']) {
      const args = ['serve', '--listen', listen, '--database', spare.url];
      assertOneClearLine(await admitone(args, { environment: withSecret }), /listen/i);
    }
  });

  test('says that the database is newer than it', async () => {
    const newer = await createDatabase(engine);
    const { exitCode } = await admitone(['migrate', '--database', newer.url]);
    assert.equal(exitCode, 0);
    const sql = `INSERT INTO schema_migrations (version, name, applied_at)
                 SELECT 9999, 'from the future', max(applied_at) FROM schema_migrations`;
    if (engine === 'sqlite') await mustRun('sqlite3', [newer.url.slice('sqlite:'.length), sql]);
    else await newer.query(sql);
    for (const outcome of [
      await serve(['--database', newer.url]),
      await admitone(['migrate', '--database', newer.url]),
    ]) {
      assertOneClearLine(outcome, /newer|9999/);
    }
    await newer.remove();
  });

  test('says that the secret is not the one that sealed the keys', async () => {
    const environment = { ADMITONE_SECRET: 'another secret of at least thirty-two octets' };
    if (engine === 'sqlite') await server.stop();
    assertOneClearLine(await serve(['--database', database.url], environment), /secret/i);
  });

  test('says that the secret is too short', async () => {
    const environment = { ADMITONE_SECRET: 'short' };
    assertOneClearLine(await serve(['--database', database.url], environment), /ADMITONE_SECRET/);
  });

  test('says what is wrong with the first admin', async () => {
    for (const change of [
      { ADMITONE_ADMIN_PASSWORD: 'short' },
      { ADMITONE_ADMIN_EMAIL: 'nobody' },
      { ADMITONE_ADMIN_USERNAME: 'a b' },
    ]) {
      const environment = {
        ...withSecret,
        ADMITONE_ADMIN_USERNAME: adminAccount.username,
        ADMITONE_ADMIN_EMAIL: adminAccount.email,
        ADMITONE_ADMIN_PASSWORD: adminAccount.password,
        ...change,
      };
      const outcome = await serve(['--database', spare.url], environment);
      assertOneClearLine(outcome, /ADMITONE_ADMIN/);
    }
  });
});

describe('A server that cannot start, with wrong words', () => {
  const wrong: [what: string, args: string[], words: RegExp][] = [
    ['a flag that there is not', ['serve', '--nonsense'], /nonsense/],
    ['a log format that there is not', ['serve', '--log-format', 'xml'], /log-format/],
    ['a command that there is not', ['nonsense'], /./],
    ['no command', [], /./],
    ['an origin that is none', ['serve', '--cors-origins', 'not an origin'], /ORIGINS|origins/],
    ['a database of another kind', ['serve', '--database', 'mysql://localhost/x'], /mysql|database/],
    ['a database without a name', ['serve', '--database', 'sqlite:'], /sqlite|database/],
    ['no word for the database', ['serve', '--database'], /database/],
  ];
  for (const [what, args, words] of wrong) {
    test(`Refuses ${what}`, async () => {
      const outcome = await admitone(args, { environment: withSecret, timeout_ms: 20_000 });
      assertOneClearLine(outcome, words);
    });
  }
});

describe('A server that cannot start, because of its files', () => {
  let folder = '';
  let program = '';
  /// Permissions do not hold root back, so root runs the binary as nobody.
  const asPlainUser = (args: string[]): Promise<Outcome> => {
    const options = { environment: withSecret, timeout_ms: 30_000, folder };
    if (process.getuid?.() !== 0) return run(program, args, options);
    const who = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    return run('setpriv', [...who, program, ...args], options);
  };
  const serveFile = (file: string): Promise<Outcome> =>
    asPlainUser(['serve', '--listen', '127.0.0.1:0', '--database', `sqlite:${file}`]);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-files-'));
    await chmod(folder, 0o755);
    program = join(folder, 'admitone');
    await copyFile(binary, program);
    await chmod(program, 0o755);
  });
  after(() => rm(folder, { recursive: true }));

  test('says that its data folder is not writable', async () => {
    const locked = join(folder, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o555);
    assertOneClearLine(await serveFile(join(locked, 'test.db')), /locked/);
    assertOneClearLine(await serveFile(join(locked, 'deeper', 'test.db')), /locked/);
  });

  test('says that its database cannot be written', async () => {
    const file = join(folder, 'test.db');
    await mustRun(program, ['migrate', '--database', `sqlite:${file}`]);
    await chmod(file, 0o444);
    assertOneClearLine(await serveFile(file), /test\.db/);
  });

  test('says that its database is none', async () => {
    const file = join(folder, 'letter.db');
    await writeFile(file, 'Dear reader, this is a letter and no database. '.repeat(200));
    assertOneClearLine(await serve(['--database', `sqlite:${file}`]), /letter\.db/);
    assertOneClearLine(await serve(['--database', `sqlite:${folder}`]), /admitone-files/);
  });
});

describe('A server that cannot start, because of PostgreSQL', { skip: skipWithoutPostgres }, () => {
  test('says that nobody listens there', async () => {
    const outcome = await serve(['--database', 'postgresql://somebody:password@127.0.0.1:1/x']);
    assertOneClearLine(outcome, /127\.0\.0\.1|refused/);
    assert.ok(!outcome.stderr.includes('password@'), 'it does not tell the password');
  });

  test('says that there is no such database', async () => {
    const url = new URL(postgresUrl ?? '');
    url.pathname = '/there-is-none';
    assertOneClearLine(await serve(['--database', url.href]), /there-is-none/);
  });

  test('says that the secret is missing', async () => {
    const database = await createDatabase('postgres');
    const outcome = await serve(['--database', database.url], {});
    assertOneClearLine(outcome, /ADMITONE_SECRET/);
    await database.remove();
  });

  test('says that the database may only be read', async () => {
    for (const migrated of [false, true]) {
      const database = await createDatabase('postgres');
      if (migrated) await admitone(['migrate', '--database', database.url]);
      const name = new URL(database.url).pathname.slice(1);
      await database.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      const outcome = await serve(['--database', database.url]);
      assertOneClearLine(outcome, /read-only/);
      await database.remove();
    }
  });
});
