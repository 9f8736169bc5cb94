// What ends a session ends it within a second, on every node.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { cookieOf, expectStatus, type Answer, type Client } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import { addPerson, logIn, type Account, type Person } from '../support/people.ts';
import { second_ms, until } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Login, Problem, Role, User } from '../support/wire.ts';

let visitors = 0;
function newAccount(): Account {
  const username = `visitor.${++visitors}`;
  return { username, email: `${username}@example.org`, password: 'only for a short while' };
}

const refresh = (client: Client, cookie: string): Promise<Answer<Login>> =>
  client.call<Login>('POST', '/api/auth/refresh', { cookie });

onEachDatabase('Revocation', (engine) => {
  const stage = useStage(engine);
  /// Every node that serves: one on SQLite, two on PostgreSQL.
  let nodes: Client[] = [];
  before(async () => {
    nodes = [stage().client];
    if (engine === 'postgres') nodes.push((await stage().addNode()).client);
  });

  const newcomer = (role: Role = 'viewer'): Promise<Person> =>
    addPerson(stage().cast.ada, newAccount(), role);

  const statusesOf = (person: Person, path: string): Promise<number[]> =>
    Promise.all(nodes.map(async (node) => (await person.on(node).call('GET', path)).status));

  /// Everywhere within a second. Before the change the person was known on each node, so that what a node
  /// remembers is put to the test.
  async function assertTakesEffect(
    person: Person,
    path: string,
    [statusBefore, statusAfter]: [number, number],
    change: () => Promise<unknown>,
  ): Promise<void> {
    assert.deepEqual(await statusesOf(person, path), nodes.map(() => statusBefore));
    await change();
    await until('the change did not take effect everywhere', async () =>
      (await statusesOf(person, path)).every((status) => status === statusAfter));
  }

  test('a logout ends the session', async () => {
    const person = await newcomer();
    await assertTakesEffect(person, '/api/auth/me', [200, 401], async () => {
      const { cookie, token } = person;
      const answer = await stage().client.call('POST', '/api/auth/logout', { cookie, token });
      assert.equal(answer.status, 204);
      assert.match(answer.headers['set-cookie']?.[0] ?? '', /Max-Age=0/);
    });
    assert.equal((await refresh(stage().client, person.cookie)).status, 401);
  });

  test('a logout leaves the same person’s other session alone', async () => {
    const person = await newcomer();
    const elsewhere = await logIn(stage().client, person.account);
    await person.call('POST', '/api/auth/logout', { cookie: person.cookie });
    await elsewhere.get('/api/auth/me');
  });

  test('a disabled user is out, and comes back when enabled', async () => {
    const { ada } = stage().cast;
    const person = await newcomer();
    await assertTakesEffect(person, '/api/auth/me', [200, 401], () =>
      ada.patch(`/api/users/${person.id}`, { is_active: false }));
    const { username, password } = person.account;
    const body = { username, password };
    assert.equal((await stage().client.call('POST', '/api/auth/login', { body })).status, 401);
    assert.equal((await refresh(stage().client, person.cookie)).status, 401);
    await ada.patch(`/api/users/${person.id}`, { is_active: true });
    await (await logIn(stage().client, person.account)).get('/api/auth/me');
  });

  test('a role that was taken away opens nothing any more', async () => {
    const { ada } = stage().cast;
    const person = await newcomer('admin');
    await assertTakesEffect(person, '/api/users/', [200, 403], () =>
      ada.patch(`/api/users/${person.id}`, { role: 'viewer' }));
  });

  test('a role that was given opens at once, without another login', async () => {
    const { ada } = stage().cast;
    const person = await newcomer('viewer');
    await assertTakesEffect(person, '/api/journal/', [403, 200], () =>
      ada.patch(`/api/users/${person.id}`, { role: 'admin' }));
  });

  test('a new password ends the sessions of the old one', async () => {
    const { ada } = stage().cast;
    const person = await newcomer();
    const password = 'another one that is long';
    await assertTakesEffect(person, '/api/auth/me', [200, 401], () =>
      ada.patch(`/api/users/${person.id}`, { password }));
    const body = { username: person.username, password: person.account.password };
    assert.equal((await stage().client.call('POST', '/api/auth/login', { body })).status, 401);
    await logIn(stage().client, { ...person.account, password });
  });

  test('Refuses to let the admin lock themself out', async () => {
    const { ada } = stage().cast;
    for (const body of [{ is_active: false }, { role: 'viewer' }]) {
      assert.equal((await ada.call('PATCH', `/api/users/${ada.id}`, { body })).status, 409);
    }
    await ada.get('/api/users/');
  });

  test('a refresh gives new tokens, on any node', async () => {
    const person = await newcomer();
    let { cookie } = person;
    for (const node of [...nodes, ...nodes]) {
      const answer = await refresh(node, cookie);
      const login = expectStatus(answer, 200, 'refresh');
      assert.equal(login.user.id, person.id);
      assert.equal(login.token_type, 'bearer');
      assert.ok(login.expires_in > 0);
      assert.notEqual(cookieOf(answer), cookie);
      cookie = cookieOf(answer);
      const me = await node.call<User>('GET', '/api/auth/me', { token: login.access_token });
      assert.equal(me.body.username, person.username);
    }
  });

  test('a refresh token that is used again ends its session: somebody else holds it', async () => {
    const person = await newcomer();
    const answer = await refresh(stage().client, person.cookie);
    const login = expectStatus(answer, 200, 'refresh');
    person.token = login.access_token;
    await assertTakesEffect(person, '/api/auth/me', [200, 401], async () => {
      assert.equal((await refresh(stage().client, person.cookie)).status, 401);
    });
    assert.equal((await refresh(stage().client, cookieOf(answer))).status, 401);
  });

  test('Refuses refresh tokens that nobody was given', async () => {
    for (const value of ['', 'x', 'x'.repeat(100), 'a.b', '%00', '../../']) {
      const answer = await refresh(stage().client, `admitone_refresh=${value}`);
      assert.equal(answer.status, 401, value);
    }
  });

  test('nothing but the login page may be cached or read by scripts', async () => {
    const { username, password } = stage().cast.felix.account;
    const answer = await stage().client.call('POST', '/api/auth/login', {
      body: { username, password },
    });
    assert.equal(answer.headers['cache-control'], 'no-store');
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/api/auth']) {
      assert.ok(cookie.split('; ').includes(attribute), cookie);
    }
  });
});

onEachDatabase('Failed logins', (engine) => {
  const stage = useStage(engine);

  const attempt = async (username: string, password: string): Promise<[Answer<Problem>, number]> => {
    const begin_ms = performance.now();
    const answer = await stage().client.call<Problem>('POST', '/api/auth/login', {
      body: { username, password },
    });
    return [answer, performance.now() - begin_ms];
  };

  test('take longer and longer, and never lock out who knows the password', async () => {
    const { username, password } = stage().cast.hanna.account;
    const durations: number[] = [];
    for (let guess = 0; guess < 6; ++guess) {
      const [answer, duration_ms] = await attempt(username, `guess number ${guess}`);
      assert.equal(answer.status, 401);
      durations.push(duration_ms);
    }
    const [first_ms = 0] = durations;
    const last_ms = durations.at(-1) ?? 0;
    assert.ok(last_ms > first_ms + 200, `the guesses took ${durations.map(Math.round)} ms`);
    const [answer, duration_ms] = await attempt(username, password);
    assert.equal(answer.status, 200);
    assert.ok(duration_ms < 10 * second_ms, `the right password took ${duration_ms} ms`);
    const [, again_ms] = await attempt(username, password);
    assert.ok(again_ms < last_ms, 'the right password clears the account’s record');
  });

  test('say the same of an unknown name as of a wrong password, and take as long', async () => {
    const [wrong, wrong_ms] = await attempt('felix', 'not his password');
    const [unknown, unknown_ms] = await attempt('nobody-at-all', 'not his password');
    assert.equal(wrong.status, 401);
    assert.equal(unknown.text, wrong.text);
    // One hash of a password is the bulk of either.
    assert.ok(unknown_ms > wrong_ms / 3, `${unknown_ms} ms against ${wrong_ms} ms`);
  });

  test('do not care for upper and lower case of the name, and take a form as well', async () => {
    const { username, password } = stage().cast.felix.account;
    const [answer] = await attempt(username.toUpperCase(), password);
    assert.equal(answer.status, 200);
    const form = new URLSearchParams({ username, password }).toString();
    const filled = await stage().client.call('POST', '/api/auth/login', {
      body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(filled.status, 200);
  });
});
