// The people of every test: ada sells, sam scans, hanna and felix hold tickets. The demo knows them too.

import { Client, cookieOf, expectStatus, type Answer, type CallOptions } from './client.ts';
import { adminAccount } from './server.ts';
import type { Login, Role, User } from './wire.ts';

export interface Account {
  username: string;
  email: string;
  password: string;
}

export const accounts = {
  ada: adminAccount,
  sam: { username: 'sam', email: 'sam@example.org', password: 'sam stands at gate A' },
  hanna: { username: 'hanna', email: 'hanna@example.org', password: 'hanna sings in row 4' },
  felix: { username: 'felix', email: 'felix@example.org', password: 'felix comes with hanna' },
} as const satisfies Record<string, Account>;

/// Somebody who is signed in on one node.
export class Person {
  readonly client: Client;
  readonly account: Account;
  token: string;
  cookie: string;
  readonly id: number;

  constructor(client: Client, account: Account, token: string, cookie: string, id: number) {
    this.client = client;
    this.account = account;
    this.token = token;
    this.cookie = cookie;
    this.id = id;
  }

  get username(): string {
    return this.account.username;
  }

  /// The same person with the same session, on another node.
  on(client: Client): Person {
    return new Person(client, this.account, this.token, this.cookie, this.id);
  }

  call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.client.call<T>(method, path, { token: this.token, ...options });
  }

  async get<T>(path: string, status = 200): Promise<T> {
    return expectStatus(await this.call<T>('GET', path), status, `GET ${path}`);
  }

  async post<T>(path: string, body: unknown, status: number): Promise<T> {
    return expectStatus(await this.call<T>('POST', path, { body }), status, `POST ${path}`);
  }

  async patch<T>(path: string, body: unknown, status = 200): Promise<T> {
    return expectStatus(await this.call<T>('PATCH', path, { body }), status, `PATCH ${path}`);
  }
}

export async function logIn(client: Client, account: Account): Promise<Person> {
  const { username, password } = account;
  const answer = await client.call<Login>('POST', '/api/auth/login', {
    body: { username, password },
  });
  const login = expectStatus(answer, 200, `login of ${username}`);
  return new Person(client, account, login.access_token, cookieOf(answer), login.user.id);
}

/// An admin adds somebody, who then logs in.
export async function addPerson(admin: Person, account: Account, role: Role): Promise<Person> {
  await admin.post<User>('/api/users/', { ...account, role }, 201);
  return logIn(admin.client, account);
}

export interface Cast {
  ada: Person;
  sam: Person;
  hanna: Person;
  felix: Person;
}

/// Everybody, on a server whose database is fresh.
export async function gatherCast(client: Client): Promise<Cast> {
  const ada = await logIn(client, accounts.ada);
  const [sam, hanna, felix] = await Promise.all([
    addPerson(ada, accounts.sam, 'scanner'),
    addPerson(ada, accounts.hanna, 'viewer'),
    addPerson(ada, accounts.felix, 'viewer'),
  ]);
  return { ada, sam, hanna, felix };
}

/// Everybody, on a server that has met them before.
export async function gatherCastAgain(client: Client): Promise<Cast> {
  const [ada, sam, hanna, felix] = await Promise.all([
    logIn(client, accounts.ada),
    logIn(client, accounts.sam),
    logIn(client, accounts.hanna),
    logIn(client, accounts.felix),
  ]);
  return { ada, sam, hanna, felix };
}
