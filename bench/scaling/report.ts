// The tables of docs/scaling.md, by name.

import { number, table } from '../run/figures.ts';
import { costs, evening, measured, places, sqlite_per_s } from './costs.ts';
import { play, type Outcome, type Setup } from './platform.ts';

const people = evening.concerts * evening.peopleEach;
const quarter_s = 900;

/// Admissions a second in each quarter of an hour, of so many platforms of the usual size.
const ratesOf = (times: number): number[] => evening.quarters.map((share) => (times * people * share) / quarter_s);
const peakOf = (times: number): number => Math.max(...ratesOf(times)) * evening.clumping;

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const whole = (value: number): string => number(Math.round(value));

type Usual = Pick<Setup, 'nodeCores' | 'databaseCores' | 'roundTrip_ms' | 'fsync_ms' | 'wal_mib_per_s'>;
const inZone: Usual = { nodeCores: 4, databaseCores: 8, ...places.sameZone };

/// More than anything carries, so that what is delivered is the ceiling.
const flood = { rates_per_s: [50_000], each_s: 4 };
const routed = { isRoutedByConcert: true } as const;

/// The model played as the machine that was measured.
export const playMeasured = (nodes: number): Outcome => play({
  nodes, nodeCores: measured.cores, databaseCores: measured.cores, ...places.sameHost, concerts: 1,
  isOneMachine: true, load: { connections: measured.connections, seconds: 10 },
});

function check(): string {
  const rows = measured.byNodes.map(({ nodes, admissions_per_s: rate, p99_ms, database_us }) => {
    const played = playMeasured(nodes);
    return [
      number(nodes), whole(rate), whole(played.admissions_per_s), number(p99_ms), number(played.p99_ms),
      whole(database_us), whole(played.database_us), number(played.scansInBatch),
    ];
  });
  return table([
    'nodes', 'admissions/s: measured', 'simulated', 'p99 ms: measured', 'simulated', 'database CPU µs each: measured',
    'simulated', 'scans in a batch, simulated',
  ], rows);
}

function ceilings(): string {
  const kinds: [string, Partial<Setup>][] = [
    ['1 node, one concert', { nodes: 1, concerts: 1 }],
    ['3 nodes, one concert', { nodes: 3, concerts: 1 }],
    ['1 node, 10,000 concerts', { nodes: 1 }],
    ['3 nodes, 10,000 concerts', { nodes: 3 }],
    ['… each concert kept to one node', { nodes: 3, ...routed }],
    ['… and batches of up to 1,024', { nodes: 3, ...routed, batchScans: 1_024 }],
    ['… and a counter for each of the 3 nodes', { nodes: 3, ...routed, batchScans: 1_024, counters: 3 }],
  ];
  const rows = kinds.map(([name, kind]) => {
    const outcomes = [places.sameHost, places.sameZone, places.acrossZones].map((place) =>
      play({ ...inZone, ...place, nodes: 1, concerts: evening.concerts, load: flood, ...kind }));
    const use = outcomes[1];
    return [
      name, ...outcomes.map(({ admissions_per_s: rate }) => whole(rate)),
      percent(use?.counterUse ?? 0), percent(use?.databaseUse ?? 0), percent(use?.nodeUse ?? 0),
    ];
  });
  return table([
    'one database of 8 cores', '0.1 ms away', '0.5 ms', '1.2 ms', 'counter held', 'database CPU', 'node CPU',
  ], rows);
}

function demand(): string {
  return table(['before the show', 'of the crowd', 'admissions/s, 10,000 concerts'], [
    ...ratesOf(1).map((rate, index) => [
      `${(evening.quarters.length - index) * 15} to ${(evening.quarters.length - index - 1) * 15} minutes`,
      percent(evening.quarters[index] ?? 0), whole(rate),
    ]),
    ['average of two hours', '', whole(people / (evening.quarters.length * quarter_s))],
    ['busiest minute', '', whole(peakOf(1))],
  ]);
}

/// An evening in little: a step for each quarter of an hour, and one more for the busiest minute.
const inLittle = (times: number): number[] => {
  const rates = ratesOf(times);
  return rates.flatMap((rate) => (rate === Math.max(...rates) ? [rate, peakOf(times)] : [rate]));
};

function eveningTable(): string {
  const kinds: [string, number, Partial<Setup>][] = [
    ['1 node, 1 database', 1, { nodes: 1 }],
    ['3 nodes, 1 database', 1, { nodes: 3 }],
    ['3 nodes, 1 database, each concert kept to one node', 1, { nodes: 3, ...routed }],
    ['2 databases of 1 node', 2, { nodes: 1 }],
    ['2 databases of 3 nodes', 2, { nodes: 3 }],
    ['8 databases of 1 node', 8, { nodes: 1 }],
  ];
  const rows = kinds.map(([name, databases, kind]) => {
    const outcome = play({
      ...inZone, nodes: 1, concerts: evening.concerts / databases, readsSessions: true,
      load: { rates_per_s: inLittle(1 / databases), each_s: 3 }, ...kind,
    });
    return [
      name, whole(peakOf(1) / databases), percent(outcome.refused / outcome.due), number(outcome.p50_ms),
      number(outcome.p99_ms), number(outcome.scansInBatch), percent(outcome.counterUse),
    ];
  });
  return table([
    '10,000 concerts, 0.5 ms', 'busiest admissions/s of each', 'answered 503', 'p50 ms', 'p99 ms', 'scans in a batch',
    'counter held',
  ], rows);
}

/// The busiest minute of so many platforms of the usual size, on databases that each carry at most half of what one
/// could.
interface Busiest {
  times: number;
  databases: number;
  concertsEach: number;
  each: Outcome;
}

function busiestMinutes(): Busiest[] {
  const shard = { ...inZone, nodes: 3 };
  const ceiling = play({ ...shard, concerts: evening.concerts, load: flood }).admissions_per_s;
  return [1, 10, 100].map((times) => {
    const databases = Math.ceil(peakOf(times) / (ceiling / 2));
    const concertsEach = Math.ceil((times * evening.concerts) / databases);
    const load = { rates_per_s: [peakOf(times) / databases], each_s: 10 };
    const each = play({ ...shard, concerts: concertsEach, readsSessions: true, load });
    return { times, databases, concertsEach, each };
  });
}

function shards(minutes: readonly Busiest[]): string {
  const rows = minutes.map(({ times, databases, concertsEach, each }) => [
    `${times}×`, whole(peakOf(times)), whole(databases), whole(concertsEach), whole(each.admissions_per_s),
    number(each.p50_ms), number(each.p99_ms), percent(each.databaseUse), percent(each.counterUse),
  ]);
  return table([
    'platform', 'busiest admissions/s', 'databases', 'concerts each', 'admissions/s each', 'p50 ms', 'p99 ms',
    'database CPU', 'counter held',
  ], rows);
}

function needs(minutes: readonly Busiest[]): string {
  const mib = 2 ** 20;
  const gib = 2 ** 30;
  const session_s = (3 * places.sameZone.roundTrip_ms) / 1e3 + costs.session_us / 1e6;
  const row = (name: string, value: (times: number) => number): string[] =>
    [name, ...minutes.map(({ times }) => whole(value(times)))];
  return table(['at the busiest minute', ...minutes.map(({ times }) => `${times}×`)], [
    row('concerts', (times) => times * evening.concerts),
    row('people', (times) => times * people),
    row('phones at the gates', (times) => times * evening.concerts * evening.gatesEach),
    row('admissions/s', peakOf),
    [
      'cores of PostgreSQL, with session reads',
      ...minutes.map(({ times, each }) => whole(Math.ceil((peakOf(times) * each.database_us) / 1e6))),
    ],
    row('cores of the nodes', (times) => Math.ceil((peakOf(times) * (costs.request_us + costs.judging_us)) / 1e6)),
    row('log, MiB/s', (times) => (peakOf(times) * costs.wal_bytes) / mib),
    row('log right after a checkpoint, MiB/s', (times) => (peakOf(times) * costs.walAfterCheckpoint_bytes) / mib),
    row('network, MiB/s', (times) => (peakOf(times) * costs.network_bytes) / mib),
    row('connections busy with session reads', (times) => peakOf(times) * session_s),
    row('tables and indexes of the evening, GiB', (times) => (times * people * costs.stored_bytes) / gib),
    row('of these, leaves that admissions touch, GiB', (times) => (times * people * costs.indexed_bytes) / gib),
    row(`the evening on SQLite: files at ${whole(sqlite_per_s)}/s each`, (times) => Math.ceil(peakOf(times) / sqlite_per_s)),
  ]);
}

/// The tables by the name of their place in docs/scaling.md.
export function tables(): Map<string, string> {
  const minutes = busiestMinutes();
  return new Map([
    ['check', check()], ['ceilings', ceilings()], ['demand', demand()], ['evening', eveningTable()],
    ['shards', shards(minutes)], ['needs', needs(minutes)],
  ]);
}

/// The document with these tables in their places. Throws when one has no place.
export function withTables(document: string, byName: ReadonlyMap<string, string>): string {
  let text = document;
  for (const [name, markdown] of byName) {
    const begin = `<!-- simulated: ${name} -->\n`;
    const [before, rest] = text.split(begin);
    const end = rest?.indexOf('\n<!-- end -->') ?? -1;
    if (before === undefined || rest === undefined || end < 0) throw new Error(`no place for the table "${name}"`);
    text = `${before}${begin}${markdown}${rest.slice(end)}`;
  }
  return text;
}
