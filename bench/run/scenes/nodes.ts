// Nodes: one, two and three of our servers on one PostgreSQL, the load spread over them.
//
// Each node gets tickets of its own and its share of 64 connections, all at once. On one machine this cannot become
// faster than the processors are; it shows what nodes cost each other. The counts are checked over all nodes: the
// verdicts that were told, the attendance as each node reads it, and so that no ticket was admitted by two.

import type { Server } from '../../../tests/support/server.ts';
import { Client } from '../../../tests/support/client.ts';
import { accounts, logIn } from '../../../tests/support/people.ts';
import type { Attendance } from '../../../tests/support/wire.ts';
import { median, number, table, withSpread } from '../figures.ts';
import type { House } from '../houses.ts';
import { runLoad, type ScanFigures } from '../load.ts';
import { barPlot } from '../plot.ts';
import { note } from '../programs.ts';
import type { Finding } from '../results.ts';
import { concertOf } from '../tickets-file.ts';
import type { Workshop } from '../workshop.ts';

const connections = 64;

interface Round {
  admissions_per_second: number;
  p99_ms: number;
  database_cpu_us_each: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

async function requireCounts(house: House, server: Server, told: readonly ScanFigures[]): Promise<void> {
  const client = new Client(server.url);
  try {
    const ada = await logIn(client, accounts.ada);
    const concertId = await concertOf(house);
    const counts = await ada.get<Attendance>(`/api/scans/concert/${concertId}/attendance`);
    const accepted = sum(told.map((figures) => figures.accepted));
    const refused = sum(told.map((figures) => figures.refused['already_admitted'] ?? 0));
    const counted = [
      counts.attended, sum(counts.by_location.map((gate) => gate.accepted)),
      sum(counts.by_location.map((gate) => gate.refused)),
    ];
    if (counted.join() !== [accepted, accepted, refused].join()) {
      throw new Error(`the verdicts told are ${accepted} accepted and ${refused} refused; the server counts attended, `
        + `accepted and refused as ${counted.join(', ')}`);
    }
  } finally {
    client.close();
  }
}

/// Each node scans its own part, all of them at once.
async function load(workshop: Workshop, house: House, servers: readonly Server[]): Promise<Round> {
  const postgres = await workshop.postgres();
  const databaseProcessId = await postgres.processId();
  const tickets = Math.floor(workshop.amounts.nodes.tickets / servers.length);
  // All are waited for: one that fails must not leave the others behind.
  const settled = await Promise.allSettled(servers.map(({ url, processId }, node) => runLoad('scan', {
    url, ticketsFile: house.ticketsFile, processId, ...(node === 0 ? { databaseProcessId } : {}),
  }, {
    connections: Math.round(connections / servers.length), tickets, first: tickets * node, shared: true,
  })));
  const told = settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  for (const server of servers) await requireCounts(house, server, told);
  const accepted = sum(told.map((figures) => figures.accepted));
  return {
    admissions_per_second: accepted / Math.max(...told.map(({ seconds }) => seconds)),
    p99_ms: Math.max(...told.map(({ p99_ms }) => p99_ms)),
    database_cpu_us_each: ((told[0]?.database_cpu_s ?? 0) * 1e6) / accepted,
  };
}

async function measureRound(workshop: Workshop, house: House, nodes: number): Promise<Round> {
  note(`${nodes} ${nodes === 1 ? 'node' : 'nodes'}`);
  const address = await house.copy();
  const servers: Server[] = [];
  try {
    while (servers.length < nodes) servers.push(await workshop.startServer(address));
    return await load(workshop, house, servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/// Nodes on one PostgreSQL, in rounds.
export async function measureNodes(workshop: Workshop): Promise<Finding> {
  const house = await workshop.houses.usual('postgres');
  const { numbers } = workshop.amounts.nodes;
  const { rounds } = workshop.amounts;
  const measured = numbers.map((nodes) => ({ nodes, rounds: [] as Round[] }));
  for (let round = 1; round <= rounds; ++round) {
    note(`Round ${round} of ${rounds}`);
    for (const each of measured) each.rounds.push(await measureRound(workshop, house, each.nodes));
  }
  const rates = measured.map((each) => each.rounds.map((round) => round.admissions_per_second));
  const alone = median(rates[0] ?? []);
  const rows = measured.map(({ nodes, rounds: all }, at) => [
    number(nodes), withSpread(rates[at] ?? []), `${number(median(rates[at] ?? []) / alone)}×`,
    withSpread(all.map((round) => round.p99_ms)), withSpread(all.map((round) => round.database_cpu_us_each)),
  ]);
  return {
    title: 'Several nodes on one PostgreSQL',
    markdown: [
      `Closed loop, ${connections} connections in all, shared by the nodes; p99 is that of the node where it is worst.`,
      table(['nodes', 'per second', 'of one node\'s', 'p99 ms', 'database CPU µs each'], rows),
    ].join('\n\n'),
    plots: [barPlot({
      name: 'nodes', title: 'Admissions by several nodes on one PostgreSQL', axis: 'admissions per second (median)',
      labels: numbers.map((nodes) => `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`),
      series: [{ name: 'per second', values: rates.map((one) => median(one)) }],
    })],
    figures: measured,
  };
}
