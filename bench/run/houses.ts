// Concerts with all tickets sold, prepared once and copied for each measurement.

import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Engine } from '../../tests/support/databases.ts';
import { runLoad } from './load.ts';
import { built, note, perform } from './programs.ts';
import { makeOtherTickets, makeRealTickets } from './spread-house.ts';
import type { Workshop } from './workshop.ts';

export interface House {
  readonly engine: Engine;
  /// All of them; those in the file can be scanned.
  readonly ticketCount: number;
  /// The concert and the codes, as the load program reads them.
  readonly ticketsFile: string;
  /// The prepared database: its file, or its name on the private PostgreSQL.
  readonly store: string;
  /// The same as the server is told it.
  readonly address: string;
  /// Makes a fresh copy, all of it on the disk, in place of the copy before; returns its address.
  copy(): Promise<string>;
}

/// Preloaded into a server that only prepares: what it writes need not survive a power cut.
const withoutSync = { LD_PRELOAD: built('libadmitone_no_sync.so') };

export class Houses {
  readonly #workshop: Workshop;
  readonly #made = new Map<Engine, Promise<House>>();

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /// The house from which most scenes scan; every ticket of it can be scanned.
  usual(engine: Engine): Promise<House> {
    const made = this.#made.get(engine) ?? this.#prepareUsual(engine);
    this.#made.set(engine, made);
    return made;
  }

  /// A house of any size, of whose tickets some can be scanned, evenly spread over it. Must be dropped.
  async spread(engine: Engine, ticketCount: number, scannable: number): Promise<House> {
    note(`Preparing ${ticketCount} tickets in ${engine}, ${scannable} of them to be scanned`);
    const house = await this.#empty(engine, `spread_${ticketCount}`, ticketCount);
    const server = await this.#workshop.startServer(house.address, withoutSync);
    let concertId: number;
    try {
      concertId = await makeRealTickets(this.#workshop, house, server, scannable);
    } finally {
      await server.stop();
    }
    await makeOtherTickets(this.#workshop, house, concertId);
    await this.#settle(house);
    return house;
  }

  /// Frees its place on the disk.
  async drop(house: House): Promise<void> {
    if (house.engine === 'sqlite') {
      await rm(house.store, { force: true });
      await rm(house.ticketsFile, { force: true });
    } else {
      await (await this.#workshop.postgres()).drop(house.store);
    }
  }

  async #prepareUsual(engine: Engine): Promise<House> {
    const ticketCount = this.#workshop.amounts.tickets[engine];
    note(`Preparing ${ticketCount} sold tickets in ${engine}`);
    const house = await this.#empty(engine, 'prepared', ticketCount);
    const server = await this.#workshop.startServer(house.address, withoutSync);
    try {
      await runLoad('prepare', { url: server.url, ticketsFile: house.ticketsFile }, { tickets: ticketCount });
    } finally {
      await server.stop();
    }
    await this.#settle(house);
    return house;
  }

  async #empty(engine: Engine, name: string, ticketCount: number): Promise<House> {
    const { folder } = this.#workshop;
    const ticketsFile = join(folder, `${name}-${engine}.tickets`);
    if (engine === 'sqlite') {
      const store = join(folder, `${name}.db`);
      const copy = (): Promise<string> => copySqlite(store, join(folder, 'run.db'));
      return { engine, ticketCount, ticketsFile, store, address: `sqlite:${store}`, copy };
    }
    const postgres = await this.#workshop.postgres();
    await postgres.create(name);
    const copy = async (): Promise<string> => {
      await postgres.copy(name, 'run');
      return postgres.url('run');
    };
    return { engine, ticketCount, ticketsFile, store: name, address: postgres.url(name), copy };
  }

  async #settle(house: House): Promise<void> {
    if (house.engine === 'postgres') await (await this.#workshop.postgres()).settle(house.store);
  }
}

async function copySqlite(from: string, to: string): Promise<string> {
  for (const ending of ['', '-wal', '-shm']) await rm(to + ending, { force: true });
  await copyFile(from, to);
  await perform('sync', ['-f', to]);
  return `sqlite:${to}`;
}
