// What the simulation is given. Each figure says where it comes from: measure again, change it here, and run
// `node bench/scaling/simulate.ts --write`.

/// Of an admission, from `script/bench` on two shared cores (bench/README.md); a twentieth of the scans are repeats,
/// and what these cost is within. Processor time unless it says otherwise.
export const costs = {
  /// PostgreSQL: m for each scan and F for each batch. Batches of 32 and 124 scans gave 83 and 2,000 before a batch
  /// made fewer round trips; since then 111 to 133 a scan were measured at 31 scans. F follows from these and m, and
  /// was not measured by itself.
  scan_us: 80,
  batch_us: 1_300,
  /// The parts of both that fall after the journal's counter is locked. Of m: estimated from the table of steps in
  /// bench/README.md, without the index entries that an update of a ticket no longer writes. Of F: by the number of
  /// statements.
  scanShareUnderCounter: 0.65,
  batchShareUnderCounter: 0.4,
  /// The part of F that falls between the first locked row of counts and the counter: by the number of statements.
  batchShareUnderCounts: 0.2,
  /// Assumed: each further concert in a batch has rows of counts of its own.
  concertRows_us: 15,
  /// The server: HTTP, decoding, token and answer, on any core; judging and sending, on the batch's thread. The sum is
  /// measured, the division is assumed.
  request_us: 30,
  judging_us: 17,
  /// The load program, where it shares the machine.
  load_us: 10,
  /// Assumed: PostgreSQL's part of looking up the session of a phone that has not scanned in the last 0.4 s. Not in the
  /// measured figures, where all connections share one session.
  session_us: 60,
  /// Write-ahead log: usually, and right after a checkpoint, when whole pages are logged. The latter was measured when
  /// an admission still wrote into every index of its ticket, so it is an upper bound now.
  wal_bytes: 1.7 * 1024,
  walAfterCheckpoint_bytes: 11 * 1024,
  /// On the wire for each scan: request and answer, and as much again between server and database. Assumed.
  network_bytes: 4 * 1024,
  /// A ticket, its scan and its fact, with their indexes: `sizes` with --large says what a house occupies. Assumed.
  stored_bytes: 2 * 1024,
  /// Of these, the leaves that an admission touches: of tickets by id, of scans by scan_id and by ticket. Assumed.
  indexed_bytes: 150,
} as const;

/// Round trips of a batch, counted in server/core/scan_batch*.cpp. A ticket that was used before adds one, for its
/// previous scan.
export const roundTrips = { beforeCounts: 1, repeats: 1 } as const;

/// As server/admission/turnstile.hpp has them.
export const limits = { batchScans: 256, batchesAtOnce: 2, companyScans: 32, queuedScans: 8_192 } as const;

export const repeatedShare = 0.05;

/// What the model is held against: 64 connections in all, with PostgreSQL, servers and load on the same two cores
/// (bench/results/results.md, "Several nodes on one PostgreSQL").
export const measured = {
  connections: 64,
  cores: 2,
  byNodes: [
    { nodes: 1, admissions_per_s: 7_422, p99_ms: 15.5, database_us: 125 },
    { nodes: 2, admissions_per_s: 6_122, p99_ms: 20.1, database_us: 162 },
    { nodes: 3, admissions_per_s: 4_565, p99_ms: 30.2, database_us: 208 },
  ],
} as const;

/// What SQLite carried on the same machine, for comparison.
export const sqlite_per_s = 18_000;

/// Where server and database stand: parameters, not measurements. An fsync took 0.5 ms on the machine of the figures.
export const places = {
  sameHost: { roundTrip_ms: 0.1, fsync_ms: 0.5, wal_mib_per_s: 250 },
  sameZone: { roundTrip_ms: 0.5, fsync_ms: 1, wal_mib_per_s: 250 },
  acrossZones: { roundTrip_ms: 1.2, fsync_ms: 2, wal_mib_per_s: 250 },
} as const;

/// The evening of the platform: assumed. Shares of a crowd by quarter of an hour, from the doors two hours before the
/// show; `clumping` is how far the busiest minute lies above its quarter of an hour.
export const evening = {
  concerts: 10_000,
  peopleEach: 2_000,
  quarters: [0.03, 0.05, 0.07, 0.1, 0.14, 0.18, 0.25, 0.18],
  clumping: 1.2,
  gatesEach: 5,
} as const;
