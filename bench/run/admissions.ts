// One measurement of durable admissions: a fresh copy of a house, a fresh server on it, and a load.

import type { Engine } from '../../tests/support/databases.ts';
import type { Server } from '../../tests/support/server.ts';
import type { House } from './houses.ts';
import { interrupted } from './interruption.ts';
import { runLoad, type LoadOptions, type ScanFigures } from './load.ts';
import { note } from './programs.ts';
import type { Workshop } from './workshop.ts';

export interface Admissions extends ScanFigures {
  /// For each admission; on PostgreSQL of its write-ahead log alone, which all its processes write.
  written_kib_each: number;
  server_cpu_us_each: number;
  /// Of PostgreSQL's processes; SQLite runs within the server.
  database_cpu_us_each: number | null;
  scans_in_transaction: number | null;
}

const logLinesShown = 10;

export const engineNames: Record<Engine, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/// The engines that this run measures.
export const enginesOf = (workshop: Workshop): Engine[] =>
  workshop.options.withPostgres ? ['sqlite', 'postgres'] : ['sqlite'];

/// Starts a server on a fresh copy of the house and stops it after the work. When the work fails, what the server wrote
/// last is shown.
export async function onFreshCopy<T>(
  workshop: Workshop,
  house: House,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await workshop.startServer(await house.copy());
  try {
    return await work(server);
  } catch (error) {
    if (!interrupted.aborted) server.log.slice(-logLinesShown).forEach(note);
    throw error;
  } finally {
    await server.stop();
  }
}

/// Puts a server on a copy of the house under load.
export async function scanAt(
  workshop: Workshop,
  house: House,
  server: Server,
  options: LoadOptions,
): Promise<Admissions> {
  const target = { url: server.url, ticketsFile: house.ticketsFile, processId: server.processId };
  if (house.engine === 'sqlite') {
    const figures = await runLoad('scan', target, options);
    return eachOf(figures, figures.server_written_bytes ?? 0);
  }
  const postgres = await workshop.postgres();
  const databaseProcessId = await postgres.processId();
  const { result, written_bytes } = await postgres.logOf(
    () => runLoad('scan', { ...target, databaseProcessId }, options),
  );
  return eachOf(result, written_bytes);
}

/// Both: a server on a fresh copy, under load.
export const admit = (workshop: Workshop, house: House, options: LoadOptions): Promise<Admissions> =>
  onFreshCopy(workshop, house, (server) => scanAt(workshop, house, server, options));

/// What an admission costs; refused scans cost too, and are in it.
export function eachOf(figures: ScanFigures, written_bytes: number): Admissions {
  const each_us = (cpu_s: number): number => (cpu_s * 1e6) / figures.accepted;
  return {
    ...figures,
    written_kib_each: written_bytes / 1024 / figures.accepted,
    server_cpu_us_each: each_us(figures.server_cpu_s ?? 0),
    database_cpu_us_each: figures.database_cpu_s === undefined ? null : each_us(figures.database_cpu_s),
    scans_in_transaction: figures.transactions ? figures.requests / figures.transactions : null,
  };
}
