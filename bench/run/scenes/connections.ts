// Connections: how rate and latency follow the number of connections, from one scan at a time to 256 at once.
//
// Each number of connections is a closed loop on a fresh copy, in turn for SQLite, PostgreSQL, the FastAPI service, and
// pgbench with as many clients. Beside the single connection on SQLite stands what one fsync takes on the same file
// system, measured right before: a server that shares commits must not make a scan wait that comes alone.

import { admit, enginesOf, engineNames, type Admissions } from '../admissions.ts';
import { admitByPeer } from '../fastapi.ts';
import { aimsTable, median, number, ratios, table, withSpread, type Aim } from '../figures.ts';
import { measureFsync } from '../fsync.ts';
import { runPgbench } from '../pgbench.ts';
import { linePlot, type Series } from '../plot.ts';
import { note } from '../programs.ts';
import type { Finding } from '../results.ts';
import type { Workshop } from '../workshop.ts';

interface Round {
  admissions: number;
  per_second: number;
  p50_ms: number | null;
  p99_ms: number | null;
}

interface Point {
  connections: number;
  rounds: Round[];
}

interface Line {
  name: string;
  tickets: { alone: number; together: number };
  measure: (connections: number, tickets: number) => Promise<Round>;
  points: Point[];
}

const roundOf = (figures: Admissions): Round => ({
  admissions: figures.accepted,
  per_second: figures.admissions_per_second,
  p50_ms: figures.p50_ms,
  p99_ms: figures.p99_ms,
});

/// What one fsync takes is measured right before each single connection on SQLite, and added to `fsyncs_ms`.
async function linesToMeasure(workshop: Workshop, fsyncs_ms: number[]): Promise<Line[]> {
  const { amounts: { connections: amounts }, houses, options } = workshop;
  const lines: Omit<Line, 'points'>[] = [];
  for (const engine of enginesOf(workshop)) {
    const house = await houses.usual(engine);
    lines.push({
      name: engineNames[engine], tickets: amounts[engine],
      measure: async (connections, tickets) => {
        if (engine === 'sqlite' && connections === 1) {
          fsyncs_ms.push(await measureFsync(workshop.folder, amounts.fsyncs));
        }
        return roundOf(await admit(workshop, house, { connections, tickets }));
      },
    });
  }
  if (options.withPostgres && options.withPeers) {
    const house = await houses.usual('postgres');
    const postgres = await workshop.postgres();
    lines.push({
      name: 'FastAPI', tickets: amounts.peer,
      measure: async (connections, tickets) => roundOf(await admitByPeer(workshop, house, { connections, tickets })),
    }, {
      name: 'pgbench', tickets: amounts.pgbench,
      measure: async (connections, tickets) => {
        const figures = await runPgbench(postgres, house, 'admission', connections, tickets);
        return {
          admissions: figures.admissions, per_second: figures.admissions_per_second, p50_ms: null, p99_ms: null,
        };
      },
    });
  }
  return lines.map((line) => ({
    ...line, points: amounts.numbers.map((connections) => ({ connections, rounds: [] })),
  }));
}

/// Number by number, so that what is compared at one number was measured one after the other.
async function measureLines(workshop: Workshop, fsyncs_ms: number[]): Promise<Line[]> {
  const lines = await linesToMeasure(workshop, fsyncs_ms);
  const { numbers, rounds } = workshop.amounts.connections;
  for (let round = 1; round <= rounds; ++round) {
    for (const [place, connections] of numbers.entries()) {
      for (const { name, tickets, measure, points } of lines) {
        note(`${name}, connections: ${connections}, round ${round} of ${rounds}`);
        const measured = await measure(connections, connections === 1 ? tickets.alone : tickets.together);
        points[place]?.rounds.push(measured);
      }
    }
  }
  return lines;
}

type Value = 'per_second' | 'p50_ms' | 'p99_ms';

/// None where it is not measured.
const valuesOf = ({ rounds }: Point, value: Value): number[] =>
  rounds.map((round) => round[value]).filter((one) => one !== null);

const seriesOf = (lines: readonly Line[], value: Value): Series[] =>
  lines.filter(({ points }) => points.some((point) => valuesOf(point, value).length > 0))
    .map(({ name, points }) => ({ name, values: points.map((point) => median(valuesOf(point, value))) }));

/// PostgreSQL beside pgbench with as many clients, at each number.
function besidePgbench(lines: readonly Line[]): Aim[] {
  const points = (name: string): Point[] => lines.find((line) => line.name === name)?.points ?? [];
  const ours = points(engineNames.postgres);
  return points('pgbench').flatMap((limit, place) => {
    const point = ours[place];
    return point === undefined ? [] : [{
      what: `PostgreSQL / pgbench, one a statement, ${number(limit.connections)} of each`,
      measured: ratios(valuesOf(point, 'per_second'), valuesOf(limit, 'per_second')), bound: { atLeast: 2 }, unit: '×',
    }];
  });
}

/// Rates and latencies by the number of connections.
export async function measureConnections(workshop: Workshop): Promise<Finding> {
  const { numbers, fsyncs } = workshop.amounts.connections;
  const fsyncs_ms: number[] = [];
  const lines = await measureLines(workshop, fsyncs_ms);
  const cell = (point: Point, value: Value): string => {
    const values = valuesOf(point, value);
    return values.length === 0 ? '' : withSpread(values);
  };
  const rows = lines.flatMap(({ name, points }) => points.map((point) => [
    name, number(point.connections), number(point.rounds[0]?.admissions ?? 0), cell(point, 'per_second'),
    cell(point, 'p50_ms'), cell(point, 'p99_ms'),
  ]));
  const alone = lines.find(({ name }) => name === engineNames.sqlite)?.points
    .find(({ connections }) => connections === 1);
  const above_ms = alone === undefined ? []
    : valuesOf(alone, 'p50_ms').map((value, round) => value - (fsyncs_ms[round] ?? Number.NaN));
  const labels = numbers.map(String);
  return {
    title: 'By the number of connections',
    markdown: [
      'Closed loop; pgbench has as many clients, and admits with one statement.',
      table(['', 'connections', 'in all', 'per second', 'p50 ms', 'p99 ms'], rows),
      `One fsync (4 KiB written, then fdatasync, median of ${fsyncs}): ${withSpread(fsyncs_ms)} ms.`,
      aimsTable([{
        what: 'one connection, SQLite: median latency above one fsync',
        measured: above_ms, bound: { atMost: 0.5 }, unit: ' ms',
      }, ...besidePgbench(lines)]),
    ].join('\n\n'),
    plots: [
      linePlot({
        name: 'connections-rate', title: 'Admissions by the number of connections', axis: 'admissions per second',
        labelAxis: 'connections', labels, isLogarithmic: true, series: seriesOf(lines, 'per_second'),
      }),
      linePlot({
        name: 'connections-p99', title: 'Latency (p99) by the number of connections', axis: 'p99, ms',
        labelAxis: 'connections', labels, isLogarithmic: true, series: seriesOf(lines, 'p99_ms'),
      }),
    ],
    figures: { fsyncs_ms, lines: lines.map(({ name, points }) => ({ name, points })) },
  };
}
