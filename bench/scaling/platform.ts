// One database and its nodes, as server/admission and server/core/scan_batch*.cpp have them: up to two batches at a
// time for each node, the rows of counts and then the journal's counter locked until the commit.

import { seededRandom } from '../../tests/support/shows.ts';
import { costs, limits, repeatedShare, roundTrips } from './costs.ts';
import { Cores, Disk, Lock, World, type Process } from './engine.ts';

export interface Setup {
  nodes: number;
  nodeCores: number;
  databaseCores: number;
  roundTrip_ms: number;
  fsync_ms: number;
  wal_mib_per_s: number;
  /// Let in at the same time from this database.
  concerts: number;
  /// Either scans due at these rates, each for some seconds, or connections that scan again once they are answered.
  load: { rates_per_s: readonly number[]; each_s: number } | { connections: number; seconds: number };
  batchScans?: number;
  /// How many counters number the journal's facts; a node keeps to one. Needs routing by concert. Usually one.
  counters?: number;
  /// A concert's scans all go to the same node: no two nodes lock the same rows of counts.
  isRoutedByConcert?: boolean;
  /// Each scan reads its session, as it does where phones scan every few seconds.
  readsSessions?: boolean;
  /// Nodes, database and load share the cores of one machine.
  isOneMachine?: boolean;
}

export interface Outcome {
  due: number;
  delivered: number;
  refused: number;
  underWay: number;
  admissions_per_s: number;
  p50_ms: number;
  p99_ms: number;
  scansInBatch: number;
  /// PostgreSQL's processor time for each admission.
  database_us: number;
  databaseUse: number;
  nodeUse: number;
  counterUse: number;
}

interface Waiter {
  at: number;
  count: number;
  answer?: () => void;
}

interface Node {
  cores: Cores;
  counts: Lock;
  counter: Lock;
  waiting: Waiter[];
  queued: number;
  batches: number;
}

/// As in the turnstile: a batch begins beside another one only where enough scans wait.
const mayStart = ({ batches, queued }: Node): boolean =>
  batches === 0 ? queued > 0 : batches < limits.batchesAtOnce && queued >= limits.companyScans;

/// The value below which the share of all counted ones lies.
function quantile(latencies: Map<number, number>, share: number): number {
  const sorted = [...latencies].toSorted(([a], [b]) => a - b);
  let left = share * sorted.reduce((sum, [, count]) => sum + count, 0);
  for (const [latency, count] of sorted) {
    left -= count;
    if (left <= 0) return latency;
  }
  return 0;
}

class Platform {
  readonly #setup: Setup;
  readonly #world = new World();
  readonly #random = seededRandom(20_261_123);
  readonly #databaseCores: Cores;
  readonly #disk: Disk;
  readonly #counters: Lock[];
  readonly #nodes: Node[];
  /// By tenths of a millisecond.
  readonly #latencies = new Map<number, number>();
  #due = 0;
  #delivered = 0;
  #refused = 0;
  #batches = 0;
  #database_us = 0;

  constructor(setup: Setup) {
    if (setup.isRoutedByConcert && setup.concerts < setup.nodes) {
      throw new Error('routing by concert needs at least as many concerts as nodes');
    }
    const world = this.#world;
    this.#setup = setup;
    this.#databaseCores = new Cores(world, setup.databaseCores);
    this.#disk = new Disk(world, setup.fsync_ms * 1000, setup.wal_mib_per_s * 2 ** 20);
    const counts = new Lock(world);
    const counter = new Lock(world);
    this.#counters = [counter, ...Array.from({ length: (setup.counters ?? 1) - 1 }, () => new Lock(world))];
    this.#nodes = Array.from({ length: setup.nodes }, (_, index) => ({
      cores: setup.isOneMachine ? this.#databaseCores : new Cores(world, setup.nodeCores),
      counts: setup.isRoutedByConcert ? new Lock(world) : counts,
      counter: this.#counters[index % this.#counters.length] ?? counter,
      waiting: [], queued: 0, batches: 0,
    }));
  }

  run(): Outcome {
    const { load } = this.#setup;
    const seconds = 'connections' in load ? load.seconds : load.each_s * load.rates_per_s.length;
    this.#nodes.forEach((node, index) => {
      if (!('connections' in load)) return this.#world.start(this.#crowd(node, load.rates_per_s, load.each_s));
      for (let connection = index; connection < load.connections; connection += this.#setup.nodes) {
        this.#world.start(this.#connection(node));
      }
    });
    this.#world.runUntil(seconds * 1e6);
    const use = (busy: number, places: number): number => busy / (seconds * 1e6 * places);
    return {
      due: this.#due, delivered: this.#delivered, refused: this.#refused,
      underWay: this.#due - this.#delivered - this.#refused,
      admissions_per_s: this.#delivered / seconds,
      p50_ms: quantile(this.#latencies, 0.5), p99_ms: quantile(this.#latencies, 0.99),
      scansInBatch: this.#delivered / Math.max(this.#batches, 1),
      database_us: this.#database_us / Math.max(this.#delivered, 1),
      databaseUse: use(this.#databaseCores.busy, this.#databaseCores.count),
      nodeUse: Math.max(...this.#nodes.map(({ cores }) => use(cores.busy, cores.count))),
      counterUse: Math.max(...this.#counters.map(({ held }) => use(held, 1))),
    };
  }

  /// Scans that are due whether or not others wait, a millisecond's together.
  *#crowd(node: Node, rates_per_s: readonly number[], each_s: number): Process {
    for (const rate of rates_per_s) {
      const mean = rate / this.#setup.nodes / 1000;
      for (let tick = 0; tick < each_s * 1000; ++tick) {
        const count = this.#arrivals(mean);
        if (count > 0) this.#world.start(this.#requests(node, count));
        yield this.#world.after(1000);
      }
    }
  }

  /// How many come when so many come on average (Poisson: each independent of the others).
  #arrivals(mean: number): number {
    let count = 0;
    for (let gap = -Math.log(1 - this.#random()); gap < mean; gap -= Math.log(1 - this.#random())) ++count;
    return count;
  }

  *#requests(node: Node, count: number): Process {
    const at = this.#world.now;
    this.#due += count;
    yield* node.cores.work(count * costs.request_us);
    if (this.#setup.readsSessions) {
      yield this.#world.after(3 * this.#roundTrip());
      yield* this.#query(count * costs.session_us);
    }
    const taken = Math.min(count, limits.queuedScans - node.queued);
    this.#refused += count - taken;
    if (taken > 0) this.#submit(node, { at, count: taken });
  }

  *#connection(node: Node): Process {
    for (;;) {
      yield* this.#databaseCores.work(costs.load_us);
      const at = this.#world.now;
      ++this.#due;
      yield* node.cores.work(costs.request_us);
      yield (answer) => this.#submit(node, { at, count: 1, answer });
    }
  }

  #submit(node: Node, waiter: Waiter): void {
    node.waiting.push(waiter);
    node.queued += waiter.count;
    while (mayStart(node)) {
      ++node.batches;
      this.#world.start(this.#judge(node));
    }
  }

  /// What waits when a transaction begins, up to the limit, shares it.
  *#judge(node: Node): Process {
    for (;;) {
      const taken: Waiter[] = [];
      let scans = 0;
      for (let next = node.waiting[0]; next; next = node.waiting[0]) {
        const count = Math.min(next.count, (this.#setup.batchScans ?? limits.batchScans) - scans);
        if (count === 0) break;
        taken.push({ ...next, count });
        scans += count;
        next.count -= count;
        if (next.count === 0) node.waiting.shift();
      }
      node.queued -= scans;
      yield* this.#transaction(node, scans);
      ++this.#batches;
      for (const waiter of taken) this.#deliver(waiter);
      --node.batches;
      if (!mayStart(node)) return;
      ++node.batches;
    }
  }

  #deliver({ at, count, answer }: Waiter): void {
    const latency = Math.ceil((this.#world.now - at) / 100) / 10;
    this.#latencies.set(latency, (this.#latencies.get(latency) ?? 0) + count);
    this.#delivered += count;
    answer?.();
  }

  *#transaction(node: Node, scans: number): Process {
    const { nodes, isRoutedByConcert = false } = this.#setup;
    const scan_us = costs.scan_us * scans;
    const { batch_us } = costs;
    const roundTrip = this.#roundTrip();
    const concerts = this.#setup.concerts / (isRoutedByConcert ? nodes : 1);
    const met = concerts * (1 - (1 - 1 / concerts) ** scans);
    const hasRepeats = this.#random() > (1 - repeatedShare) ** scans;
    yield* node.cores.work(scans * costs.judging_us);
    yield this.#world.after((roundTrips.beforeCounts + (hasRepeats ? roundTrips.repeats : 0) + 0.5) * roundTrip);
    const beforeShare = 1 - costs.batchShareUnderCounts - costs.batchShareUnderCounter;
    yield* this.#query(scan_us * (1 - costs.scanShareUnderCounter) + batch_us * beforeShare);

    // Two batches stand in each other's way from here when they have a concert in common.
    const isShared = this.#random() >= (1 - met / concerts) ** met;
    if (isShared) yield node.counts.take();
    yield* this.#query(batch_us * costs.batchShareUnderCounts + (met - 1) * costs.concertRows_us);
    yield node.counter.take();
    yield* this.#query(scan_us * costs.scanShareUnderCounter + batch_us * costs.batchShareUnderCounter);
    yield this.#disk.sync(scans * costs.wal_bytes);
    node.counter.release();
    if (isShared) node.counts.release();
    yield this.#world.after(roundTrip / 2);
  }

  *#query(processor_us: number): Process {
    yield* this.#databaseCores.work(processor_us);
    this.#database_us += processor_us;
  }

  #roundTrip(): number {
    return this.#setup.roundTrip_ms * 1000;
  }
}

/// Plays the setup from an empty queue; the same setup gives the same outcome.
export const play = (setup: Setup): Outcome => new Platform(setup).run();
