// Sizes: whether a house of a million tickets is as quick as one of ten thousand.
//
// The same number of scans (closed loop, 64 connections) in houses of growing size, in turn, each on a fresh copy. The
// tickets that are scanned are real ones, evenly spread over the house; the others are sold tickets written straight
// into the database. Then the attendance and the ticket list (its first page, a page from the middle, and a search
// by a name that one buyer has) are asked for one after the other on the same server. Start-up is from starting the
// process to the first answer of /healthz.

import { Client } from '../../../tests/support/client.ts';
import type { Engine } from '../../../tests/support/databases.ts';
import { accounts, logIn, type Person } from '../../../tests/support/people.ts';
import type { Server } from '../../../tests/support/server.ts';
import { engineNames, enginesOf, scanAt, type Admissions } from '../admissions.ts';
import { aimsTable, median, number, ratios, table, withSpread, type Aim } from '../figures.ts';
import type { House } from '../houses.ts';
import { pause } from '../interruption.ts';
import { linePlot } from '../plot.ts';
import { note } from '../programs.ts';
import type { Finding } from '../results.ts';
import { concertOf } from '../tickets-file.ts';
import type { Workshop } from '../workshop.ts';

const connections = 64;

interface Reads {
  attendance_ms: number;
  firstPage_ms: number;
  middlePage_ms: number;
  search_ms: number;
}

interface Round extends Reads {
  start_ms: number;
  scans: Admissions;
}

interface Size {
  house: House;
  rounds: Round[];
}

/// The median of asking again and again, one request at a time.
async function readLatency(workshop: Workshop, ada: Person, path: string): Promise<number> {
  const { reads, readsMax_s } = workshop.amounts.sizes;
  const times_ms: number[] = [];
  const begin_ms = performance.now();
  while (times_ms.length < reads && performance.now() - begin_ms < readsMax_s * 1000) {
    const asked_ms = performance.now();
    await ada.get(path);
    times_ms.push(performance.now() - asked_ms);
  }
  return median(times_ms);
}

async function measureReads(workshop: Workshop, house: House, client: Client): Promise<Reads> {
  const ada = await logIn(client, accounts.ada);
  const concertId = await concertOf(house);
  const list = `/api/tickets/concert/${concertId}`;
  const middle = Math.floor(house.ticketCount / 2);
  const latency = (path: string): Promise<number> => readLatency(workshop, ada, path);
  return {
    attendance_ms: await latency(`/api/scans/concert/${concertId}/attendance`),
    firstPage_ms: await latency(list),
    middlePage_ms: await latency(`${list}?cursor=${middle}`),
    search_ms: await latency(`${list}?q=${encodeURIComponent(`Buyer ${middle}`)}`),
  };
}

async function measureRound(workshop: Workshop, house: House): Promise<Round> {
  const address = await house.copy();
  const begin_ms = performance.now();
  const server: Server = await workshop.startServer(address);
  const client = new Client(server.url);
  try {
    const health = await client.call('GET', '/healthz');
    if (health.status !== 200) throw new Error(`/healthz answered ${health.status}: ${health.text}`);
    const start_ms = performance.now() - begin_ms;
    // What it does right after its start is not what it needs at rest.
    await pause(1000);
    const scans = await scanAt(workshop, house, server, { connections });
    return { start_ms, scans, ...(await measureReads(workshop, house, client)) };
  } finally {
    client.close();
    await server.stop();
  }
}

async function measureEngine(workshop: Workshop, engine: Engine): Promise<Size[]> {
  const { [engine]: counts, ticketsScanned, rounds } = workshop.amounts.sizes;
  const sizes: Size[] = [];
  try {
    for (const count of counts) {
      sizes.push({ house: await workshop.houses.spread(engine, count, ticketsScanned), rounds: [] });
    }
    for (let round = 1; round <= rounds; ++round) {
      for (const size of sizes) {
        note(`${engineNames[engine]}, ${size.house.ticketCount} tickets, round ${round} of ${rounds}`);
        size.rounds.push(await measureRound(workshop, size.house));
      }
    }
  } finally {
    for (const { house } of sizes) await workshop.houses.drop(house);
  }
  return sizes;
}

const of = ({ rounds }: Size, value: (round: Round) => number): number[] => rounds.map(value);
const rates = (size: Size): number[] => of(size, ({ scans }) => scans.admissions_per_second);

/// Of each size to the smallest, round by round.
function relativeTo(smallest: Size, size: Size, value: (round: Round) => number): readonly number[] {
  return ratios(of(size, value), of(smallest, value));
}

function rowOf(engine: Engine, smallest: Size, size: Size): string[] {
  return [
    engineNames[engine], number(size.house.ticketCount), withSpread(rates(size)),
    `${withSpread(relativeTo(smallest, size, ({ scans }) => scans.admissions_per_second))}×`,
    withSpread(of(size, ({ attendance_ms }) => attendance_ms)),
    withSpread(of(size, ({ firstPage_ms }) => firstPage_ms)),
    withSpread(of(size, ({ middlePage_ms }) => middlePage_ms)),
    withSpread(of(size, ({ search_ms }) => search_ms)),
    withSpread(of(size, ({ start_ms }) => start_ms)),
    number(median(of(size, ({ scans }) => scans.server_resident_before_mib ?? 0))),
    number(median(of(size, ({ scans }) => scans.server_resident_peak_mib ?? 0))),
  ];
}

function aimsOf(engine: Engine, sizes: readonly Size[]): Aim[] {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return [];
  const what = `${engineNames[engine]}, ${number(largest.house.ticketCount)} tickets`;
  const against = `of ${number(smallest.house.ticketCount)}`;
  return [
    {
      what: `${what}: admissions a second / those ${against}`, bound: { atLeast: 0.85 }, unit: '×',
      measured: relativeTo(smallest, largest, ({ scans }) => scans.admissions_per_second),
    },
    {
      what: `${what}: attendance / that ${against}`, bound: { atMost: 2 }, unit: '×',
      measured: relativeTo(smallest, largest, ({ attendance_ms }) => attendance_ms),
    },
    {
      what: `${what}: memory under load`, bound: { atMost: 64 }, unit: ' MiB',
      measured: of(largest, ({ scans }) => scans.server_resident_peak_mib ?? 0),
    },
  ];
}

/// Houses of growing size on each database.
export async function measureSizes(workshop: Workshop): Promise<Finding> {
  const all: { engine: Engine; sizes: Size[] }[] = [];
  for (const engine of enginesOf(workshop)) all.push({ engine, sizes: await measureEngine(workshop, engine) });
  const rows = all.flatMap(({ engine, sizes }) => {
    const [smallest] = sizes;
    return smallest === undefined ? [] : sizes.map((size) => rowOf(engine, smallest, size));
  });
  const counts = all.map(({ sizes }) => sizes.map(({ house }) => house.ticketCount))
    .toSorted((a, b) => b.length - a.length)[0] ?? [];
  const { ticketsScanned } = workshop.amounts.sizes;
  return {
    title: 'By the size of the house',
    markdown: [
      `${number(ticketsScanned)} tickets scanned in each, closed loop, ${connections} connections. Reads, one at a `
      + 'time, and start-up in milliseconds; memory of the server in MiB.',
      table([
        '', 'tickets', 'per second', 'of the smallest', 'attendance', 'list', 'list, middle', 'search', 'start-up',
        'at rest', 'at most',
      ], rows),
      aimsTable(all.flatMap(({ engine, sizes }) => aimsOf(engine, sizes))),
    ].join('\n\n'),
    plots: [linePlot({
      name: 'sizes', title: 'Admissions by the size of the house', axis: 'admissions per second (median)',
      labelAxis: 'tickets of the concert', labels: counts.map(number),
      series: all.map(({ engine, sizes }) => ({
        name: engineNames[engine],
        values: counts.map((count) => {
          const found = sizes.find(({ house }) => house.ticketCount === count);
          return found === undefined ? null : median(rates(found));
        }),
      })),
    })],
    figures: all.map(({ engine, sizes }) => ({
      engine, sizes: sizes.map(({ house, rounds }) => ({ tickets: house.ticketCount, rounds })),
    })),
  };
}
