// What every scene works with: its amounts, the folder that is removed at the end, PostgreSQL, and the houses that
// were prepared.

import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { Server } from '../../tests/support/server.ts';
import { amountsOf, type Amounts } from './amounts.ts';
import { Houses } from './houses.ts';
import { interrupted } from './interruption.ts';
import type { Options } from './options.ts';
import { Postgres } from './postgres.ts';
import { note } from './programs.ts';

export class Workshop {
  readonly options: Options;
  readonly amounts: Amounts;
  /// On the disk that is measured.
  readonly folder: string;
  readonly houses: Houses;
  #postgres: Promise<Postgres> | undefined;

  /// Makes the folder below `parent`. It must be closed at the end.
  static async open(options: Options, parent: string): Promise<Workshop> {
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, 'work.'));
    await chmod(folder, 0o755);
    const memoryTypes = [0x0102_1994, 0x8584_58f6]; // tmpfs, ramfs
    if (memoryTypes.includes((await statfs(folder)).type)) {
      note(`Warning: ${folder} is in memory: nothing measured here is durable.`);
    }
    return new Workshop(options, folder);
  }

  private constructor(options: Options, folder: string) {
    this.options = options;
    this.amounts = amountsOf(options);
    this.folder = folder;
    this.houses = new Houses(this);
  }

  /// The private PostgreSQL, started when it is first asked for.
  postgres(): Promise<Postgres> {
    this.#postgres ??= Postgres.start(this.folder);
    return this.#postgres;
  }

  /// Starts a server that has nobody but the admin and keeps its files in this workshop.
  startServer(databaseUrl: string, environment: Record<string, string> = {}): Promise<Server> {
    interrupted.throwIfAborted();
    return Server.start({
      databaseUrl,
      environment: { ADMITONE_FILES: join(this.folder, `files-${randomBytes(4).toString('hex')}`), ...environment },
    });
  }

  /// Stops PostgreSQL if it was started, and removes the folder.
  async close(): Promise<void> {
    try {
      // One that could not be started has cleaned up already, and who asked for it was told.
      const postgres = await this.#postgres?.catch(() => undefined);
      await postgres?.remove();
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }
}
