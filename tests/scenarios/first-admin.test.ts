// The first admin, three ways; and the demo, which brings its own people.

import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, test } from 'node:test';

import { Client, expectStatus } from '../support/client.ts';
import { admitone } from '../support/commands.ts';
import { createDatabase, onEachDatabase, type TestDatabase } from '../support/databases.ts';
import { accounts, logIn } from '../support/people.ts';
import { Server, testSecret, type ServerOptions } from '../support/server.ts';
import { second_ms, until } from '../support/shows.ts';
import type { Concert, List, User } from '../support/wire.ts';

onEachDatabase('The first admin', (engine) => {
  let database: TestDatabase;
  const servers: Server[] = [];
  const clients: Client[] = [];
  beforeEach(async () => {
    database = await createDatabase(engine);
  });
  afterEach(async () => {
    clients.splice(0).forEach((client) => client.close());
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await database.remove();
  });

  async function start(
    options: Omit<ServerOptions, 'databaseUrl'> = {},
  ): Promise<{ server: Server; client: Client }> {
    const server = await Server.start({ databaseUrl: database.url, ...options });
    const client = new Client(server.url);
    servers.push(server);
    clients.push(client);
    return { server, client };
  }

  async function setupToken(server: Server): Promise<string> {
    let token: string | undefined;
    await until('the server printed no set-up link', () => {
      token = /\/setup#(\S+)/.exec(server.log.join('\n'))?.[1];
      return Promise.resolve(token !== undefined);
    }, second_ms);
    return token ?? '';
  }

  test('comes from the environment, at the first start only', async () => {
    const { server, client } = await start();
    const ada = await logIn(client, accounts.ada);
    assert.equal((await ada.get<User>('/api/auth/me')).role, 'admin');
    assert.ok(!server.log.some((line) => line.includes('/setup#')));
    await server.stop();
    const again = await start({ environment: { ADMITONE_ADMIN_PASSWORD: 'a changed password' } });
    await logIn(again.client, accounts.ada);
    const listed = await ada.on(again.client).get<List<User>>('/api/users/');
    assert.equal(listed.items.length, 1);
  });

  test('comes from the command line', async () => {
    const { username, email, password } = accounts.ada;
    const { exitCode, stderr } = await admitone(
      ['user', 'add', username, '--email', email, '--role', 'admin', '--database', database.url],
      { input: `${password}\n`, environment: { ADMITONE_SECRET: testSecret } },
    );
    assert.equal(exitCode, 0, stderr);
    const { client } = await start({ withoutAdmin: true });
    await (await logIn(client, accounts.ada)).get('/api/users/');
  });

  test('comes from the one-time link that an empty server prints', async () => {
    const { server, client } = await start({ withoutAdmin: true });
    const token = await setupToken(server);
    const setUp = (body: object) => client.call<User>('POST', '/api/auth/setup', { body });
    assert.equal((await setUp({ token: 'guessed', ...accounts.ada })).status, 403);
    const weak = { token, ...accounts.ada, password: 'short' };
    assert.equal((await setUp(weak)).status, 422);

    const user = expectStatus(await setUp({ token, ...accounts.ada }), 201);
    assert.deepEqual([user.username, user.role], ['ada', 'admin']);
    const ada = await logIn(client, accounts.ada);
    await ada.get('/api/users/');
    assert.equal((await setUp({ token, ...accounts.felix })).status, 409, 'once');
    assert.equal((await ada.get<List<User>>('/api/users/')).items.length, 1);
  });

  test('is one, however many ask at the same moment', async () => {
    const { server, client } = await start({ withoutAdmin: true });
    const token = await setupToken(server);
    const answers = await Promise.all(
      [accounts.ada, accounts.sam, accounts.hanna, accounts.felix].map((account) =>
        client.call<User>('POST', '/api/auth/setup', { body: { token, ...account } })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
  });

  test('somebody who registers before never becomes one', async () => {
    const { client } = await start({ withoutAdmin: true });
    const body = accounts.felix;
    const user = expectStatus(
      await client.call<User>('POST', '/api/auth/register', { body }), 201,
    );
    assert.equal(user.role, 'viewer');
  });
});

describe('The demo', () => {
  const folder: { database?: TestDatabase } = {};
  after(() => folder.database?.remove());

  test('brings two concerts and people whose logins it prints, once', async () => {
    folder.database = await createDatabase('sqlite');
    const options = {
      databaseUrl: folder.database.url, withoutAdmin: true, arguments: ['--demo'],
    };
    for (const run of ['first', 'second']) {
      const server = await Server.start(options);
      const client = new Client(server.url);
      await until('the demo prints no logins', () =>
        Promise.resolve(server.log.some((line) => line.includes('felix'))));
      const password = /password (\S+?):?$/m.exec(server.log.join('\n'))?.[1];
      assert.ok(password, 'it prints the password');
      for (const account of Object.values(accounts)) {
        await logIn(client, { ...account, password });
      }
      const ada = await logIn(client, { ...accounts.ada, password });
      const concerts = await ada.get<List<Concert>>('/api/concerts/');
      assert.equal(concerts.items.length, 2, `at the ${run} start`);
      client.close();
      await server.stop();
    }
  });
});
