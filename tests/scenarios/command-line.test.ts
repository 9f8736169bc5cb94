// The command line beside a serving server: what it does, what it prints, how it ends.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Client, expectStatus } from '../support/client.ts';
import { admitone, type Outcome } from '../support/commands.ts';
import { createDatabase, onEachDatabase } from '../support/databases.ts';
import { logIn } from '../support/people.ts';
import { Server, testSecret } from '../support/server.ts';
import { addConcert, scan, second_ms, soldTicket, until } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

describe('The command line', () => {
  const commands = [
    [], ['serve'], ['healthy'], ['migrate'], ['user'], ['user', 'add'], ['user', 'list'], ['user', 'disable'],
    ['user', 'password'], ['keys'], ['keys', 'rotate'], ['keys', 'list'],
    ['ticket'], ['ticket', 'qr'], ['ticket', 'pdf'], ['import'],
    ['export'], ['backup'], ['restore'], ['openapi'], ['version'],
  ];
  for (const command of commands) {
    const words = ['admitone', ...command].join(' ');
    test(`${words} --help tells what it does`, async () => {
      const { exitCode, stdout, stderr } = await admitone([...command, '--help']);
      assert.deepEqual([exitCode, stderr], [0, '']);
      const name = command.at(-1);
      if (name === undefined) {
        for (const subcommand of ['serve', 'migrate', 'user', 'keys', 'ticket', 'openapi', 'version']) {
          assert.match(stdout, new RegExp(`\\b${subcommand}\\b`));
        }
      } else {
        assert.match(stdout, new RegExp(name));
      }
      const usesDatabase = [
        'serve', 'migrate', 'add', 'list', 'disable', 'password', 'rotate', 'qr', 'pdf', 'import',
        'export', 'backup', 'restore',
      ];
      if (usesDatabase.includes(name ?? '')) assert.match(stdout, /--database/);
    });
  }

  test('serve --help tells every setting', async () => {
    const { stdout } = await admitone(['serve', '--help']);
    for (const setting of [
      '--listen', 'ADMITONE_LISTEN', '--database', 'DATABASE_URL', 'ADMITONE_SECRET',
      'ADMITONE_PUBLIC_URL', 'ADMITONE_CORS_ORIGINS', 'ADMITONE_LOG_FORMAT', '--demo',
      'ADMITONE_ADMIN_USERNAME', '127.0.0.1:8000', 'sqlite:data/admitone.db', '--tls-self-signed',
      'ADMITONE_TLS_CERT', 'ADMITONE_TLS_KEY', 'ADMITONE_TLS_HELP_PORT',
    ]) {
      assert.ok(stdout.includes(setting), `${setting} is missing`);
    }
  });

  test('version prints one line', async () => {
    const { exitCode, stdout } = await admitone(['version']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^admitone \d+\.\d+\.\d+\S*\n$/);
  });

  test('openapi prints what the server serves', async () => {
    const { exitCode, stdout } = await admitone(['openapi']);
    assert.equal(exitCode, 0);
    const printed = JSON.parse(stdout) as { openapi: string };
    assert.match(printed.openapi, /^3\.1\./);
    const database = await createDatabase('sqlite');
    const server = await Server.start({ databaseUrl: database.url });
    const client = new Client(server.url);
    const served = expectStatus(await client.call('GET', '/openapi.json'), 200);
    client.close();
    await server.stop();
    await database.remove();
    assert.deepEqual(served, printed);
  });

  test('healthy asks a server, where it listens or where one says, and ends with 0 or 1', async () => {
    const database = await createDatabase('sqlite');
    const server = await Server.start({ databaseUrl: database.url });
    const listen = `127.0.0.1:${server.port}`;
    const questions = [['healthy', '--listen', listen], ['healthy', server.url]];
    for (const question of questions) {
      const { exitCode, stdout } = await admitone(question);
      assert.deepEqual([exitCode, stdout], [0, `The server at ${server.url} is ready.\n`]);
    }
    const environment = { ADMITONE_LISTEN: listen };
    assert.equal((await admitone(['healthy'], { environment })).exitCode, 0);
    await server.stop();
    await database.remove();
    for (const question of questions) {
      const { exitCode, stdout, stderr } = await admitone(question);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, /^[^\n]+ does not answer: [^\n]+\n$/);
    }
    assert.equal((await admitone(['healthy', '--listen', 'nowhere'])).exitCode, 2);
  });

  test('healthy finds a server that speaks HTTPS, whatever name its certificate is for', async () => {
    const database = await createDatabase('sqlite');
    const server = await Server.start({
      databaseUrl: database.url, arguments: ['--tls-self-signed', '--tls-help-port', '0'],
    });
    const { exitCode, stderr } = await admitone(['healthy', '--listen', `127.0.0.1:${server.port}`]);
    await server.stop();
    await database.remove();
    assert.deepEqual([exitCode, stderr], [0, '']);
  });

  test('without a secret, SQLite gets one of its own that nobody else can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admitone-secret-'));
    const databaseUrl = `sqlite:${join(folder, 'data', 'test.db')}`;
    const environment = { ADMITONE_SECRET: '' };
    const secret = async (): Promise<string> =>
      readFile(join(folder, 'data', 'test.db.secret'), 'utf8');
    const first = await Server.start({ databaseUrl, environment });
    const before = await secret();
    assert.ok(before.trim().length >= 32);
    for (const file of ['test.db', 'test.db.secret']) {
      assert.equal((await stat(join(folder, 'data', file))).mode & 0o777, 0o600, file);
    }
    await first.stop();
    await (await Server.start({ databaseUrl, environment })).stop();
    assert.equal(await secret(), before);
    await rm(folder, { recursive: true });
  });
});

onEachDatabase('The command line', (engine) => {
  const stage = useStage(engine);

  const command = (args: string[], input = ''): Promise<Outcome> =>
    admitone([...args, '--database', stage().database.url], {
      environment: { ADMITONE_SECRET: testSecret }, input,
    });
  const mustSucceed = async (args: string[], input?: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await command(args, input);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  };
  const account = {
    username: 'zoe', email: 'zoe@example.org', password: 'zoe counts the money',
  };

  test('user add, list, password and disable work beside a serving server', async () => {
    const { client } = stage();
    const added = await mustSucceed(
      ['user', 'add', 'zoe', '--email', account.email, '--role', 'scanner'],
      `${account.password}\n`,
    );
    assert.ok(!added.includes(account.password));
    const zoe = await logIn(client, account);
    await zoe.get('/api/tickets/concert/999', 404);

    const listed = (await mustSucceed(['user', 'list'])).split('\n');
    assert.ok(listed.some((line) => /\bzoe\tzoe@example\.org\tscanner\tactive$/.test(line)));
    assert.ok(listed.some((line) => /\bada\t.*\tadmin\tactive$/.test(line)));

    await mustSucceed(['user', 'password', 'zoe'], 'zoe has a new password\n');
    await until('the old session goes on', async () =>
      (await zoe.call('GET', '/api/auth/me')).status === 401);
    const again = await logIn(client, { ...account, password: 'zoe has a new password' });

    await mustSucceed(['user', 'disable', 'zoe']);
    await until('the disabled user goes on', async () =>
      (await again.call('GET', '/api/auth/me')).status === 401);
    assert.match(await mustSucceed(['user', 'list']), /\bzoe\t.*\tdisabled$/m);
  });

  test('Refuses with exit code 1 what the rules do not allow', async () => {
    const taken = ['user', 'add', 'ada', '--email', 'other@example.org'];
    const refused: [string[], string][] = [
      [taken, 'long enough for this\n'],
      [['user', 'disable', 'nobody-at-all'], ''],
      [['user', 'password', 'nobody-at-all'], 'long enough for this\n'],
    ];
    for (const [args, input] of refused) {
      const { exitCode, stderr } = await command(args, input);
      assert.equal(exitCode, 1, args.join(' '));
      assert.match(stderr, /^[^\n]+\n/);
    }
  });

  test('Refuses with exit code 2 what cannot be meant', async () => {
    const wrong: [string[], string][] = [
      [['user', 'add', 'a b', '--email', 'a@example.org'], 'long enough for this\n'],
      [['user', 'add', 'yves', '--email', 'nobody'], 'long enough for this\n'],
      [['user', 'add', 'yves', '--email', 'y@example.org', '--role', 'king'], 'long enough for this\n'],
      [['user', 'add', 'yves', '--email', 'y@example.org'], 'short\n'],
      [['user', 'add', 'yves'], ''],
      [['user', 'nonsense'], ''],
      [['keys'], ''],
    ];
    for (const [args, input] of wrong) {
      const { exitCode, stderr } = await command(args, input);
      assert.equal(exitCode, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /^[^\n]+\n$/);
    }
    assert.doesNotMatch(await mustSucceed(['user', 'list']), /yves/);
  });

  test('keys rotate makes a new key that signs at once; issued codes stay valid', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const before = await soldTicket(ada, concert);
    const keys = async (): Promise<string[]> =>
      (await mustSucceed(['keys', 'list'])).trim().split('\n');
    assert.equal((await keys()).length, 1);
    await mustSucceed(['keys', 'rotate']);
    assert.equal((await keys()).length, 2);

    interface Key { id: number; public_key: string }
    const served = await ada.get<{ items: Key[] }>('/api/keys/');
    assert.deepEqual(
      served.items.map(({ id, public_key }) => `${id}\t${public_key}`),
      (await keys()).map((line) => line.split('\t').slice(0, 2).join('\t')),
    );
    let after = await soldTicket(ada, concert);
    await until('tickets are still signed with the old key', async () => {
      after = await soldTicket(ada, concert);
      return keyOf(after.qr_code_data) === 2;
    }, 2 * second_ms);
    assert.equal(keyOf(before.qr_code_data), 1);
    for (const { qr_code_data } of [before, after]) {
      assert.equal((await scan(sam, { code: qr_code_data })).reason, 'ok');
    }
  });

  test('migrate finds nothing to do twice, and fills an empty database', async () => {
    assert.match(await mustSucceed(['migrate']), /\b0 migrations/);
    const fresh = await createDatabase(engine);
    const migrate = (): Promise<Outcome> => admitone(['migrate', '--database', fresh.url]);
    const first = await migrate();
    assert.equal(first.exitCode, 0, first.stderr);
    assert.doesNotMatch(first.stdout, /\b0 migrations/);
    assert.match((await migrate()).stdout, /\b0 migrations/);
    await fresh.remove();
  });

  test('takes the database from the environment too, the flag first', async () => {
    const environment = { DATABASE_URL: stage().database.url };
    const { stdout } = await admitone(['user', 'list'], { environment });
    assert.match(stdout, /\bada\b/);
    const nowhere = { DATABASE_URL: 'postgresql://127.0.0.1:1/x' };
    const flagged = await admitone(['user', 'list', '--database', stage().database.url], {
      environment: nowhere,
    });
    assert.equal(flagged.exitCode, 0, flagged.stderr);
  });
});

/// The key's number: a code's second octet, in the first three characters of its base45.
function keyOf(code: string): number {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const [c = 0, d = 0, e = 0] = [...code.slice(0, 3)].map((letter) => alphabet.indexOf(letter));
  return (c + d * 45 + e * 45 * 45) & 0xff;
}
