// PostgreSQL's own limit: pgbench (bench/peers/pgbench) on a copy of a house.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { projectRoot } from '../../tests/support/commands.ts';
import type { House } from './houses.ts';
import { postgresProgram, type Postgres } from './postgres.ts';
import { note, perform } from './programs.ts';

/// What one transaction admits, by script.
const admittedEach = { admission: 1, batch: 64 } as const;

export interface PgbenchFigures {
  admissions: number;
  admissions_per_second: number;
}

/// Admits about `wanted` tickets of a fresh copy of the house, at most all. Throws when the database then counts
/// others than pgbench does.
export async function runPgbench(
  postgres: Postgres,
  house: House,
  script: keyof typeof admittedEach,
  clients: number,
  wanted: number,
): Promise<PgbenchFigures> {
  const each = admittedEach[script];
  const transactions = Math.floor(Math.min(wanted, house.ticketCount) / each / clients);
  if (transactions === 0) throw new Error(`too few tickets for ${clients} clients of pgbench`);
  const address = await house.copy();
  const [first, user] = (await postgres.value(
    'run', 'SELECT (SELECT min(id) FROM tickets), (SELECT min(id) FROM users)',
  )).split('|');
  const variables = {
    number: 0, clients, tickets: house.ticketCount, first_ticket: first, user_id: user,
  };
  note(`pgbench, ${script}.sql, ${clients} clients, ${transactions} transactions each`);
  const text = await perform(postgresProgram('pgbench'), [
    address, '-n', '-M', 'prepared', '-f', join(projectRoot, `bench/peers/pgbench/${script}.sql`),
    '-c', String(clients), '-j', String(Math.min(clients, availableParallelism())), '-t', String(transactions),
    ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
  ]);
  const admissions = transactions * clients * each;
  await requireCounts(postgres, admissions);
  const figures = {
    admissions,
    admissions_per_second: numberIn(text, /^tps = ([\d.]+)/m) * each,
  };
  note(`  ${Math.round(figures.admissions_per_second)} admissions a second`);
  return figures;
}

async function requireCounts(postgres: Postgres, admissions: number): Promise<void> {
  const counted = await postgres.value(
    'run', `SELECT (SELECT count(*) FROM scans), (SELECT count(*) FROM tickets WHERE status = 'attended')`,
  );
  if (counted !== `${admissions}|${admissions}`) {
    throw new Error(`pgbench admitted ${admissions} tickets; scans and attended tickets are ${counted}`);
  }
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`pgbench printed nothing like ${pattern}:\n${text}`);
  return Number(found);
}
