// Sides: durable admissions on both databases, beside what bounds them and what people would build otherwise.
//
// In each round everything is measured once, one shortly after the other, each on a fresh copy and as a closed loop of
// 64 connections: our server on SQLite, the same writes in a bare loop (64 a commit, and each committed alone), a
// trivial endpoint of our server, our server on PostgreSQL, the FastAPI service, and pgbench with an admission as one
// statement and with 64 in one. Ratios are taken within a round, so a machine that changes from minute to minute
// changes both sides of them.

import { admit, enginesOf, onFreshCopy, type Admissions } from '../admissions.ts';
import { runBare } from '../bare.ts';
import { admitByPeer } from '../fastapi.ts';
import { aimsTable, median, middleOf, number, ratios, table, withSpread, type Aim } from '../figures.ts';
import { runLoad } from '../load.ts';
import { runPgbench } from '../pgbench.ts';
import { barPlot } from '../plot.ts';
import { note } from '../programs.ts';
import type { Finding } from '../results.ts';
import type { Workshop } from '../workshop.ts';

const connections = 64;

/// What each side did in each round; sides that were left out have none.
class Sides {
  readonly rates = new Map<string, { count: number; rates: number[] }>();
  readonly admissions = new Map<string, Admissions[]>();

  rate(side: string, count: number, perSecond: number): void {
    const kept = this.rates.get(side) ?? { count, rates: [] };
    kept.rates.push(perSecond);
    this.rates.set(side, kept);
  }

  admitted(side: string, figures: Admissions): void {
    this.rate(side, figures.accepted, figures.admissions_per_second);
    this.admissions.set(side, [...(this.admissions.get(side) ?? []), figures]);
  }
}

const names = {
  sqlite: 'SQLite',
  bareTogether: 'bare SQLite, 64 a commit',
  bareAlone: 'bare SQLite, one a commit',
  trivial: '`GET /healthz`',
  postgres: 'PostgreSQL',
  peer: 'FastAPI, PostgreSQL',
  pgbenchAlone: 'pgbench, one a statement',
  pgbenchTogether: 'pgbench, 64 a statement',
} as const;

async function measureOnSqlite(workshop: Workshop, sides: Sides): Promise<void> {
  const house = await workshop.houses.usual('sqlite');
  const { bareAlone, trivialRequests } = workshop.amounts.sides;
  note('Admissions on SQLite');
  sides.admitted(names.sqlite, await admit(workshop, house, { connections }));
  const together = await runBare(house, 64, house.ticketCount);
  sides.rate(names.bareTogether, together.accepted, together.admissions_per_second);
  const alone = await runBare(house, 1, Math.min(bareAlone, house.ticketCount));
  sides.rate(names.bareAlone, alone.accepted, alone.admissions_per_second);
  note('A trivial endpoint');
  const trivial = await onFreshCopy(workshop, house, ({ url }) =>
    runLoad('trivial', { url, ticketsFile: house.ticketsFile }, { connections, requests: trivialRequests }));
  sides.rate(names.trivial, trivial.requests, trivial.per_second);
}

async function measureOnPostgres(workshop: Workshop, sides: Sides): Promise<void> {
  const house = await workshop.houses.usual('postgres');
  const { postgresTickets, peerTickets, pgbenchAdmissions } = workshop.amounts.sides;
  note('Admissions on PostgreSQL');
  sides.admitted(names.postgres, await admit(workshop, house, { connections, tickets: postgresTickets }));
  if (!workshop.options.withPeers) return;
  note('Admissions by FastAPI');
  sides.admitted(names.peer, await admitByPeer(workshop, house, { connections, tickets: peerTickets }));
  const postgres = await workshop.postgres();
  const alone = await runPgbench(postgres, house, 'admission', connections, pgbenchAdmissions);
  sides.rate(names.pgbenchAlone, alone.admissions, alone.admissions_per_second);
  // Fewer clients, so that each has more than a few transactions: a statement keeps a core busy by itself.
  const together = await runPgbench(postgres, house, 'batch', 4, house.ticketCount);
  sides.rate(names.pgbenchTogether, together.admissions, together.admissions_per_second);
}

function rows(sides: Sides): string[][] {
  return [...sides.rates].map(([name, { count, rates }]) => {
    const ours = sides.admissions.get(name);
    if (ours === undefined) return [name, number(count), withSpread(rates), '', '', '', '', '', '', ''];
    const middle = middleOf(ours, (figures) => figures.admissions_per_second);
    const database = middle.database_cpu_us_each;
    const batch = middle.scans_in_transaction;
    const isPeer = name === names.peer;
    return [
      isPeer ? name : `**${name}**`, number(count), withSpread(rates),
      number(middle.p50_ms), number(middle.p99_ms), number(middle.p99_9_ms),
      number(middle.server_cpu_us_each), database === null ? '' : number(database), number(middle.written_kib_each),
      batch === null ? '' : number(batch),
    ];
  });
}

function ratioRows(sides: Sides): { aims: Aim[]; others: [string, readonly number[]][] } {
  const ratio = (above: string, below: string): readonly number[] | null => {
    const [one, other] = [sides.rates.get(above)?.rates, sides.rates.get(below)?.rates];
    return one === undefined || other === undefined ? null : ratios(one, other);
  };
  const aimed: [string, string, number][] = [
    [names.sqlite, names.peer, 60], [names.sqlite, names.trivial, 0.6],
    [names.postgres, names.peer, 30], [names.postgres, names.pgbenchAlone, 2],
  ];
  const others: [string, string][] = [
    [names.sqlite, names.bareTogether], [names.sqlite, names.bareAlone], [names.postgres, names.sqlite],
    [names.postgres, names.pgbenchTogether],
  ];
  return {
    aims: aimed.flatMap(([above, below, atLeast]) => {
      const measured = ratio(above, below);
      return measured === null ? [] : [{ what: `${above} / ${below}`, measured, bound: { atLeast }, unit: '×' }];
    }),
    others: others.flatMap(([above, below]) => {
      const measured = ratio(above, below);
      return measured === null ? [] : [[`${above} / ${below}`, measured] as [string, readonly number[]]];
    }),
  };
}

/// Sides of admissions, in rounds.
export async function measureSides(workshop: Workshop): Promise<Finding> {
  const sides = new Sides();
  const { rounds } = workshop.amounts;
  for (let round = 1; round <= rounds; ++round) {
    note(`Round ${round} of ${rounds}`);
    await measureOnSqlite(workshop, sides);
    if (workshop.options.withPostgres) await measureOnPostgres(workshop, sides);
  }
  const { aims, others } = ratioRows(sides);
  const memory = enginesOf(workshop).map((engine) => {
    const all = sides.admissions.get(names[engine]) ?? [];
    const before = median(all.map((figures) => figures.server_resident_before_mib ?? 0));
    const peak = median(all.map((figures) => figures.server_resident_peak_mib ?? 0));
    return `${names[engine]} ${number(before)} MiB before the load and ${number(peak)} MiB at most under it`;
  });
  const markdown = [
    `Closed loop, ${connections} connections, rounds: ${rounds}; columns after the rate are of the round in the middle.`,
    table([
      'side by side', 'in all', 'per second', 'p50 ms', 'p99 ms', 'p99.9 ms', 'server CPU µs each',
      'database CPU µs each', 'written KiB each', 'scans in a transaction',
    ], rows(sides)),
    aimsTable(aims),
    table(['other ratios of rates', ''], others.map(([what, measured]) => [what, `${withSpread(measured)}×`])),
    `Memory of our server (resident): ${memory.join('; ')}.`,
  ].join('\n\n');
  const plot = barPlot({
    name: 'sides', title: 'Durable admissions, and what bounds them', axis: 'per second (median)',
    labels: [...sides.rates.keys()].map((name) => name.replaceAll('`', '')),
    series: [{ name: 'per second', values: [...sides.rates.values()].map(({ rates }) => median(rates)) }],
  });
  return {
    title: 'Side by side', markdown, plots: [plot],
    figures: { rates: Object.fromEntries(sides.rates), admissions: Object.fromEntries(sides.admissions) },
  };
}
