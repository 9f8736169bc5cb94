// A fresh database for each suite, on both engines.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';

import { mustRun } from './commands.ts';

export type Engine = 'sqlite' | 'postgres';

/// Where the tests' PostgreSQL is; script/test sets it.
export const postgresUrl = process.env['ADMITONE_TEST_POSTGRES'];

export const skipWithoutPostgres =
  postgresUrl === undefined ? 'ADMITONE_TEST_POSTGRES is not set (script/test sets it)' : false;

export interface TestDatabase {
  readonly engine: Engine;
  readonly url: string;
  /// For what servers keep beside a database; removed with it.
  readonly folder: string;
  /// Runs one statement with the engine's own shell; returns its rows, columns parted by "|".
  query(sql: string): Promise<string[]>;
  /// Deletes it. Nobody may be connected any more.
  remove(): Promise<void>;
}

export async function createDatabase(engine: Engine): Promise<TestDatabase> {
  if (engine === 'sqlite') return createSqlite();
  if (postgresUrl === undefined) throw new Error('ADMITONE_TEST_POSTGRES is not set');
  return createPostgres(postgresUrl);
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'admitone-'));
  const file = join(folder, 'test.db');
  return {
    engine: 'sqlite',
    url: `sqlite:${file}`,
    folder,
    query: async (sql) => lines(await mustRun('sqlite3', ['-readonly', file, sql])),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/// A database of its own on the server that `serverUrl` names.
export async function createPostgres(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const psql = async (where: string, sql: string): Promise<string[]> =>
    lines(await mustRun('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', where, '-c', sql]));
  await psql(serverUrl, `CREATE DATABASE ${name}`);
  const folder = await mkdtemp(join(tmpdir(), 'admitone-'));
  return {
    engine: 'postgres',
    url: url.href,
    folder,
    query: (sql) => psql(url.href, sql),
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
      await psql(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/// The same suite on each engine. Without a PostgreSQL that half is skipped, and says so.
export function onEachDatabase(name: string, suite: (engine: Engine) => void): void {
  describe(`${name}, on SQLite`, () => suite('sqlite'));
  describe(`${name}, on PostgreSQL`, { skip: skipWithoutPostgres }, () => suite('postgres'));
}
