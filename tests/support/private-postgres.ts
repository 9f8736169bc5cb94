// A PostgreSQL server of a test's own, which it may stop: script/private-postgres.

import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mustRun, projectRoot } from './commands.ts';

/// It must be removed at the end.
export class PrivatePostgres {
  readonly url: string;
  readonly #parent: string;

  /// Its files lie in a new folder of `inFolder`, which PostgreSQL's user must be able to reach.
  static async create(inFolder = tmpdir()): Promise<PrivatePostgres> {
    const parent = await mkdtemp(join(inFolder, 'admitone-postgres-'));
    try {
      // Its processes may run as another user and must reach their folder.
      await chmod(parent, 0o755);
      const url = (await PrivatePostgres.#command('create', join(parent, 'postgres'))).trim();
      return new PrivatePostgres(url, parent);
    } catch (error) {
      await PrivatePostgres.#command('remove', join(parent, 'postgres'));
      await rm(parent, { recursive: true });
      throw error;
    }
  }

  private constructor(url: string, parent: string) {
    this.url = url;
    this.#parent = parent;
  }

  static #command(...args: string[]): Promise<string> {
    return mustRun(join(projectRoot, 'script/private-postgres'), args);
  }

  /// Where its files are.
  get folder(): string {
    return this.#parent;
  }

  /// The process that is the parent of all others, as long as it runs.
  async processId(): Promise<number> {
    const file = await readFile(join(this.#parent, 'postgres/data/postmaster.pid'), 'utf8');
    return Number(file.split('\n')[0]);
  }

  async stop(how: 'fast' | 'immediate'): Promise<void> {
    await PrivatePostgres.#command('stop', join(this.#parent, 'postgres'), how);
  }

  async start(): Promise<void> {
    await PrivatePostgres.#command('start', join(this.#parent, 'postgres'));
  }

  async remove(): Promise<void> {
    await PrivatePostgres.#command('remove', join(this.#parent, 'postgres'));
    await rm(this.#parent, { recursive: true });
  }
}
