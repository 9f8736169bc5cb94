// How much is measured: enough to be steady and all of it within about twenty minutes on two cores.

import type { Options } from './options.ts';

export interface Amounts {
  /// Of the scenes that say no number of their own.
  rounds: number;
  /// Tickets of the house from which most scenes scan.
  tickets: { sqlite: number; postgres: number };
  sides: {
    postgresTickets: number;
    bareAlone: number;
    trivialRequests: number;
    peerTickets: number;
    pgbenchAdmissions: number;
  };
  /// Scanned at one connection, and at any larger number.
  connections: {
    numbers: number[];
    sqlite: { alone: number; together: number };
    postgres: { alone: number; together: number };
    peer: { alone: number; together: number };
    pgbench: { alone: number; together: number };
    fsyncs: number;
    rounds: number;
  };
  waiting: {
    rate_per_s: number;
    seconds: number;
    /// Scanned before, without being measured.
    warmUpTickets: number;
    probeTickets: number;
    ticketsMade: number;
    rounds: number;
  };
  sizes: {
    sqlite: number[];
    postgres: number[];
    ticketsScanned: number;
    reads: number;
    /// A read that is slow is repeated less often.
    readsMax_s: number;
    rounds: number;
  };
  nodes: { numbers: number[]; tickets: number };
}

const usual: Amounts = {
  rounds: 3,
  tickets: { sqlite: 100_000, postgres: 50_000 },
  sides: {
    postgresTickets: 30_000, bareAlone: 4_000, trivialRequests: 100_000, peerTickets: 4_000,
    pgbenchAdmissions: 25_000,
  },
  connections: {
    numbers: [1, 16, 64, 256],
    sqlite: { alone: 4_000, together: 50_000 },
    postgres: { alone: 2_000, together: 20_000 },
    peer: { alone: 500, together: 2_000 },
    pgbench: { alone: 2_000, together: 20_000 },
    fsyncs: 1_000,
    rounds: 1,
  },
  waiting: {
    rate_per_s: 5_000, seconds: 8, warmUpTickets: 1_000, probeTickets: 15_000, ticketsMade: 100_000, rounds: 3,
  },
  sizes: {
    sqlite: [10_000, 100_000, 1_000_000],
    postgres: [10_000, 100_000, 1_000_000],
    ticketsScanned: 10_000,
    reads: 200,
    readsMax_s: 2,
    rounds: 3,
  },
  nodes: { numbers: [1, 2, 3], tickets: 15_000 },
};

const quick: Amounts = {
  rounds: 2,
  tickets: { sqlite: 2_000, postgres: 1_000 },
  sides: {
    postgresTickets: 500, bareAlone: 100, trivialRequests: 2_000, peerTickets: 200, pgbenchAdmissions: 640,
  },
  connections: {
    numbers: [1, 16, 64, 256],
    sqlite: { alone: 100, together: 1_000 },
    postgres: { alone: 100, together: 500 },
    peer: { alone: 50, together: 200 },
    pgbench: { alone: 100, together: 512 },
    fsyncs: 100,
    rounds: 1,
  },
  waiting: {
    rate_per_s: 200, seconds: 4, warmUpTickets: 100, probeTickets: 500, ticketsMade: 2_000, rounds: 1,
  },
  sizes: {
    sqlite: [1_000, 5_000],
    postgres: [1_000, 5_000],
    ticketsScanned: 1_000,
    reads: 10,
    readsMax_s: 1,
    rounds: 1,
  },
  nodes: { numbers: [1, 2, 3], tickets: 900 },
};

/// With more than a million tickets on both databases when the options want the large size.
export function amountsOf(options: Options): Amounts {
  const chosen = structuredClone(options.isQuick ? quick : usual);
  if (options.isLarge) {
    chosen.sizes.sqlite.push(10_000_000);
    chosen.sizes.postgres.push(10_000_000);
  }
  if (options.rounds !== null) {
    for (const each of [chosen, chosen.connections, chosen.waiting, chosen.sizes]) each.rounds = options.rounds;
  }
  return chosen;
}
