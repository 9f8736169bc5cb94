// Who may sign in, and who may change people.

import assert from 'node:assert/strict';

import { logIn, type Account, type Cast } from '../../support/people.ts';
import type { List, User } from '../../support/wire.ts';
import { adminsOnly, anybody, newName, signedIn, simply, type Row } from './row.ts';

function newAccount(): Account {
  const username = newName('visitor');
  return { username, email: `${username}@example.org`, password: 'somebody comes along' };
}

const userByName = async ({ ada }: Cast, name: string): Promise<User | undefined> =>
  (await ada.get<List<User>>('/api/users/?limit=500')).items.find(
    ({ username }) => username === name,
  );

export const identity: Row[] = [
  {
    endpoint: 'POST /api/auth/register',
    statuses: anybody(201),
    prepare: (cast) => {
      const account = newAccount();
      return {
        path: '/api/auth/register',
        body: account,
        effect: async () => {
          assert.equal((await userByName(cast, account.username))?.role, 'viewer');
        },
      };
    },
  },
  {
    endpoint: 'POST /api/auth/login',
    statuses: anybody(200),
    prepare: ({ felix }) => ({
      path: '/api/auth/login',
      body: { username: felix.username, password: felix.account.password },
      effect: ({ headers }) => {
        const cookie = headers['set-cookie']?.[0] ?? '';
        assert.match(cookie, /; HttpOnly/);
        assert.match(cookie, /; SameSite=Strict/);
      },
    }),
  },
  // Without a cookie nobody has a session to prolong; revocation.test.ts has those with one.
  { endpoint: 'POST /api/auth/refresh', statuses: anybody(401), prepare: simply('/api/auth/refresh') },
  {
    endpoint: 'POST /api/auth/logout',
    statuses: anybody(204),
    prepare: async ({ felix }) => {
      const session = await logIn(felix.client, felix.account);
      return {
        path: '/api/auth/logout',
        token: session.token,
        effect: async (_, caller) => {
          // Somebody who sends no session ends none.
          await session.get('/api/auth/me', caller === null ? 200 : 401);
        },
      };
    },
  },
  // The set-up is over: there are users.
  {
    endpoint: 'POST /api/auth/setup',
    statuses: anybody(403),
    prepare: (cast) => {
      const account = newAccount();
      return {
        path: '/api/auth/setup',
        body: { token: 'guessed', ...account },
        unchanged: async () => assert.equal(await userByName(cast, account.username), undefined),
      };
    },
  },
  {
    endpoint: 'GET /api/auth/me',
    statuses: signedIn,
    prepare: simply('/api/auth/me', ({ body }, caller) => {
      assert.equal((body as User).username, caller?.username);
    }),
  },
  { endpoint: 'GET /api/users', statuses: adminsOnly(200), prepare: simply('/api/users/') },
  {
    endpoint: 'POST /api/users',
    statuses: adminsOnly(201),
    prepare: (cast) => {
      const account = newAccount();
      const there = async (): Promise<boolean> =>
        (await userByName(cast, account.username)) !== undefined;
      return {
        path: '/api/users/',
        body: { ...account, role: 'scanner' },
        effect: async () => assert.ok(await there()),
        unchanged: async () => assert.ok(!(await there())),
      };
    },
  },
  {
    endpoint: 'PATCH /api/users/{id}',
    statuses: adminsOnly(200),
    prepare: async (cast) => {
      const account = newAccount();
      const user = await cast.ada.post<User>('/api/users/', { ...account, role: 'viewer' }, 201);
      const role = async (): Promise<string | undefined> =>
        (await userByName(cast, account.username))?.role;
      return {
        path: `/api/users/${user.id}`,
        body: { role: 'scanner' },
        effect: async () => assert.equal(await role(), 'scanner'),
        unchanged: async () => assert.equal(await role(), 'viewer'),
      };
    },
  },
];
