// Waiting: how long a scan waits for its verdict at a fixed rate, undisturbed and while something else goes on.
//
// Open loop: scans are due at a fixed rate over 64 connections, and latency counts from when a scan was due, so that a
// server that stands still is not flattered. The rate is 5,000 a second where a closed loop reaches clearly more, and
// three fifths of what it reaches otherwise. A server that has just started makes its connections and plans while the
// first scans wait: a thousand are scanned before the measurement begins. It is measured with nothing beside; while
// 100,000 tickets are made in one request; while eight people follow the concert live; while 32 people sign in at once,
// again and again; and on PostgreSQL while checkpoints are made. SQLite copies its log into the database again and
// again by itself: how often the log began anew stands in the table.

import { open } from 'node:fs/promises';

import { Client } from '../../../tests/support/client.ts';
import { accounts, logIn } from '../../../tests/support/people.ts';
import type { Engine } from '../../../tests/support/databases.ts';
import { admit, engineNames, enginesOf, onFreshCopy, scanAt, type Admissions } from '../admissions.ts';
import { aimsTable, median, number, ratios, table, withSpread, type Aim, type Rounds } from '../figures.ts';
import type { House } from '../houses.ts';
import { runLoad } from '../load.ts';
import {
  checkpointing, followingLive, makingTickets, nothing, signingIn, type Meanwhile,
} from '../meanwhile.ts';
import { barPlot } from '../plot.ts';
import { note } from '../programs.ts';
import type { Finding } from '../results.ts';
import { concertOf } from '../tickets-file.ts';
import type { Workshop } from '../workshop.ts';

const connections = 64;
/// A closed loop must reach this much more than the rate that is wanted; else the queue would only grow.
const headroom = 1.15;
const shareOtherwise = 0.6;

const situations = {
  plain: 'nothing beside',
  making: 'tickets made meanwhile',
  live: 'live dashboards',
  signIns: 'sign-in storms',
  checkpoints: 'checkpoints',
} as const;
type Situation = keyof typeof situations;

interface Wait {
  figures: Admissions;
  remark: string;
}

interface Waits {
  engine: Engine;
  rate_per_s: number;
  reached_per_s: number;
  bySituation: Map<Situation, Wait[]>;
}

/// How often SQLite began its log anew so far: the log's header counts it.
async function logsBegun(house: House, address: string): Promise<number | null> {
  if (house.engine !== 'sqlite') return null;
  const file = await open(`${address.replace(/^sqlite:/, '')}-wal`);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0);
    return bytesRead === 32 ? buffer.readUInt32BE(12) : 0;
  } finally {
    await file.close();
  }
}

async function waitWith(
  workshop: Workshop,
  house: House,
  rate_per_s: number,
  meanwhile: Meanwhile,
): Promise<Wait> {
  const { seconds, warmUpTickets: first } = workshop.amounts.waiting;
  // A twentieth of them are scanned twice.
  const tickets = Math.min(house.ticketCount - first, Math.ceil((rate_per_s * seconds) / 1.05));
  const concertId = await concertOf(house);
  return onFreshCopy(workshop, house, async (server) => {
    const client = new Client(server.url);
    try {
      const ada = await logIn(client, accounts.ada);
      await runLoad('scan', { url: server.url, ticketsFile: house.ticketsFile }, { connections, tickets: first });
      let isOver = false;
      const begun = await logsBegun(house, server.options.databaseUrl);
      // Both are waited for: the server must not be stopped under one that goes on.
      const [scanned, other] = await Promise.allSettled([
        scanAt(workshop, house, server, { connections, first, tickets, rate_per_s }).finally(() => {
          isOver = true;
        }),
        meanwhile({ ada, concertId, seconds, isOver: () => isOver }),
      ]);
      if (scanned.status === 'rejected') throw scanned.reason;
      if (other.status === 'rejected') throw other.reason;
      const begunNow = await logsBegun(house, server.options.databaseUrl);
      const logs = begun === null || begunNow === null ? '' : `log begun anew ${begunNow - begun} times`;
      return { figures: scanned.value, remark: [other.value, logs].filter((words) => words !== '').join('; ') };
    } finally {
      client.close();
    }
  });
}

async function measureEngine(workshop: Workshop, engine: Engine): Promise<Waits> {
  const { amounts } = workshop;
  const house = await workshop.houses.usual(engine);
  note(`${engineNames[engine]}: what a closed loop reaches`);
  const probe = await admit(workshop, house, { connections, tickets: amounts.waiting.probeTickets });
  const wanted = amounts.waiting.rate_per_s;
  const rate_per_s = probe.per_second >= wanted * headroom ? wanted : Math.floor(probe.per_second * shareOtherwise);
  const meanwhiles: [Situation, Meanwhile][] = [
    ['plain', nothing],
    ['making', makingTickets(amounts.waiting.ticketsMade)],
    ['live', followingLive],
    ['signIns', signingIn],
  ];
  if (engine === 'postgres') meanwhiles.push(['checkpoints', checkpointing(await workshop.postgres())]);
  const bySituation = new Map<Situation, Wait[]>();
  for (let round = 1; round <= amounts.waiting.rounds; ++round) {
    for (const [situation, meanwhile] of meanwhiles) {
      note(`${engineNames[engine]} at ${rate_per_s} a second: ${situations[situation]}, round ${round}`);
      const wait = await waitWith(workshop, house, rate_per_s, meanwhile);
      bySituation.set(situation, [...(bySituation.get(situation) ?? []), wait]);
    }
  }
  return { engine, rate_per_s, reached_per_s: probe.per_second, bySituation };
}

const p99Of = (waits: readonly Wait[]): Rounds => waits.map(({ figures }) => figures.p99_ms);

function rowsOf({ engine, rate_per_s, bySituation }: Waits): string[][] {
  const plain = p99Of(bySituation.get('plain') ?? []);
  return [...bySituation].map(([situation, waits]) => {
    const of = (value: (figures: Admissions) => number): string =>
      withSpread(waits.map(({ figures }) => value(figures)));
    return [
      `${engineNames[engine]}, ${number(rate_per_s)}/s: ${situations[situation]}`,
      of((figures) => figures.p50_ms), of((figures) => figures.p99_ms), of((figures) => figures.p99_9_ms),
      of((figures) => figures.max_ms), `${withSpread(ratios(p99Of(waits), plain))}×`, waits.at(-1)?.remark ?? '',
    ];
  });
}

function aimsOf(wanted_per_s: number, { engine, rate_per_s, bySituation }: Waits): Aim[] {
  const plain = p99Of(bySituation.get('plain') ?? []);
  const aims: Aim[] = [];
  for (const [situation, waits] of bySituation) {
    // A lower rate is no proof of what was aimed for, whatever the latency.
    const rate = rate_per_s === wanted_per_s ? '' : ` instead of ${number(wanted_per_s)}`;
    const what = `${engineNames[engine]}, ${number(rate_per_s)}/s${rate}, ${situations[situation]}: p99`;
    if (situation === 'plain') aims.push({ what, measured: plain, bound: { atMost: 10 }, unit: ' ms' });
    if (situation === 'making' || situation === 'checkpoints') {
      aims.push({ what, measured: p99Of(waits), bound: { atMost: 20 }, unit: ' ms' });
    }
    if (situation === 'signIns') {
      aims.push({ what: `${what} / plain`, measured: ratios(p99Of(waits), plain), bound: { atMost: 2 }, unit: '×' });
    }
  }
  return aims;
}

/// Latency at a fixed rate, with and without company.
export async function measureWaiting(workshop: Workshop): Promise<Finding> {
  const all: Waits[] = [];
  for (const engine of enginesOf(workshop)) all.push(await measureEngine(workshop, engine));
  const reached = all.map(({ engine, reached_per_s }) => `${engineNames[engine]} ${number(reached_per_s)}`).join(', ');
  const flat = all.flatMap(({ engine, bySituation }) => [...bySituation].map(([situation, waits]) => ({
    label: `${engineNames[engine]}, ${situations[situation]}`, waits,
  })));
  const series = (value: (figures: Admissions) => number): number[] =>
    flat.map(({ waits }) => median(waits.map(({ figures }) => value(figures))));
  return {
    title: 'How long a scan waits',
    markdown: [
      `Open loop, ${connections} connections, ${workshop.amounts.waiting.seconds} s each. A closed loop reached, in `
      + `scans a second: ${reached}.`,
      table(['', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms', 'p99 / undisturbed', 'meanwhile'], all.flatMap(rowsOf)),
      aimsTable(all.flatMap((waits) => aimsOf(workshop.amounts.waiting.rate_per_s, waits))),
    ].join('\n\n'),
    plots: [barPlot({
      name: 'waiting', title: 'How long a scan waits at a fixed rate',
      axis: 'latency from when it was due, ms (each step ten times the one before)', isLogarithmic: true,
      labels: flat.map(({ label }) => label),
      series: [
        { name: 'p50', values: series((figures) => figures.p50_ms) },
        { name: 'p99', values: series((figures) => figures.p99_ms) },
        { name: 'p99.9', values: series((figures) => figures.p99_9_ms) },
      ],
    })],
    figures: all.map(({ bySituation, ...rest }) => ({ ...rest, bySituation: Object.fromEntries(bySituation) })),
  };
}
