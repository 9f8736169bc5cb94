// A private PostgreSQL and the databases on it.

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { mustRun, run } from '../../tests/support/commands.ts';
import { PrivatePostgres } from '../../tests/support/private-postgres.ts';
import { note, perform } from './programs.ts';

const programs = '/usr/lib/postgresql/15/bin';
/// pgbench opens one for each client.
const connectionsMax = 300;

export const postgresProgram = (name: string): string => join(programs, name);

export class Postgres {
  readonly #server: PrivatePostgres;
  /// Of its own, where PostgreSQL's user cannot reach the workshop's.
  readonly #parent: string | null;

  /// Starts it with its files in `folder`, or below /var/tmp when PostgreSQL's user cannot reach that.
  static async start(folder: string): Promise<Postgres> {
    note('Starting a PostgreSQL');
    const isReachable = await reachesAsPostgres(folder);
    const parent = isReachable ? null : await mkdtemp('/var/tmp/admitone-bench.');
    if (parent !== null) await chmod(parent, 0o755);
    let server: PrivatePostgres | undefined;
    try {
      server = await PrivatePostgres.create(parent ?? folder);
      const postgres = new Postgres(server, parent);
      await postgres.query('postgres', `ALTER SYSTEM SET max_connections = ${connectionsMax}`);
      await server.stop('fast');
      await server.start();
      return postgres;
    } catch (error) {
      await server?.remove();
      if (parent !== null) await rm(parent, { recursive: true });
      throw error;
    }
  }

  private constructor(server: PrivatePostgres, parent: string | null) {
    this.#server = server;
    this.#parent = parent;
  }

  get folder(): string {
    return this.#server.folder;
  }

  processId(): Promise<number> {
    return this.#server.processId();
  }

  /// Of one of its databases.
  url(database: string): string {
    const url = new URL(this.#server.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /// Runs statements, given as they are, and returns the rows with columns parted by "|".
  async query(database: string, sql: string): Promise<string[]> {
    const text = await perform(
      postgresProgram('psql'),
      ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', this.url(database)],
      { input: sql },
    );
    return text.split('\n').filter((line) => line !== '');
  }

  /// The one value of a query's one row.
  async value(database: string, sql: string): Promise<string> {
    const [row] = await this.query(database, sql);
    if (row === undefined) throw new Error(`no row: ${sql}`);
    return row;
  }

  /// Makes it anew, empty. What is prepared need not survive a power cut, so its commits do not wait for the disk;
  /// that is a setting of this database alone, and its copies commit durably.
  async create(database: string): Promise<void> {
    await this.query('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await this.query('postgres', `CREATE DATABASE ${database}`);
    await this.query('postgres', `ALTER DATABASE ${database} SET synchronous_commit = off`);
  }

  /// Leaves no work behind that PostgreSQL would do on its own in the middle of a measurement.
  async settle(database: string): Promise<void> {
    await this.query(database, 'VACUUM (FREEZE, ANALYZE)');
  }

  /// A fresh copy, all of it on the disk.
  async copy(from: string, to: string): Promise<void> {
    await this.drop(to);
    await this.query('postgres', `CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`);
    await this.query('postgres', 'CHECKPOINT');
  }

  async drop(database: string): Promise<void> {
    await this.query('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }

  /// Octets of write-ahead log that the work adds.
  async logOf<T>(work: () => Promise<T>): Promise<{ result: T; written_bytes: number }> {
    const before = await this.value('postgres', 'SELECT pg_current_wal_lsn()');
    const result = await work();
    const written = await this.value('postgres', `SELECT pg_current_wal_lsn() - '${before}'::pg_lsn`);
    return { result, written_bytes: Number(written) };
  }

  /// What it says of itself, in a few words.
  async settings(): Promise<string> {
    const shown = async (name: string): Promise<string> => this.value('postgres', `SHOW ${name}`);
    const version = (await shown('server_version')).split(' ')[0];
    return `PostgreSQL ${version}, fsync=${await shown('fsync')}, `
      + `synchronous_commit=${await shown('synchronous_commit')}, max_connections=${await shown('max_connections')}, `
      + 'else with Debian\'s settings';
  }

  async remove(): Promise<void> {
    await this.#server.remove();
    if (this.#parent !== null) await rm(this.#parent, { recursive: true });
  }
}

/// Run by root, PostgreSQL runs as a user of its own.
async function reachesAsPostgres(folder: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return true;
  const asPostgres = ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
  const outcome = await run('setpriv', [...asPostgres, 'test', '-x', folder], { folder: '/' });
  return outcome.exitCode === 0;
}

/// Throws unless the program answers; says which of Debian's packages has it.
export async function requirePostgres(): Promise<void> {
  await mustRun(postgresProgram('pgbench'), ['--version']).catch(() => {
    throw new Error('PostgreSQL 15 is missing: install the package postgresql-15, or leave it out with --no-postgres');
  });
}
