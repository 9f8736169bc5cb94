// The load program (bench/load) and what it says about a run.

import { adminEnvironment, built, perform } from './programs.ts';

/// What is put under load.
export interface Target {
  url: string;
  ticketsFile: string;
  /// Its CPU time, memory and writes are reported.
  processId?: number;
  /// And those of its database's processes.
  databaseProcessId?: number;
}

/// All that follows is optional: the load program's own defaults hold for what is left out.
export interface LoadOptions {
  connections?: number;
  /// The first tickets of the file, after `first` that are passed over.
  tickets?: number;
  first?: number;
  /// Others scan the same concert meanwhile: the server's counts are for the caller to check.
  shared?: boolean;
  /// Due at this fixed rate; otherwise each connection sends as soon as it has its answer.
  rate_per_s?: number;
  requests?: number;
}

/// Of any phase; the load program tells more, which only the raw figures have.
export interface LoadFigures {
  requests: number;
  seconds: number;
  per_second: number;
  p50_ms: number;
  p99_ms: number;
  p99_9_ms: number;
  max_ms: number;
  server_cpu_s?: number;
  server_written_bytes?: number;
  server_resident_before_mib?: number;
  server_resident_peak_mib?: number;
  database_cpu_s?: number;
}

/// Of the phase that scans.
export interface ScanFigures extends LoadFigures {
  accepted: number;
  refused: Record<string, number>;
  admissions_per_second: number;
  /// Transactions in which the scans were recorded, where the server tells.
  transactions?: number;
}

interface FiguresOf {
  prepare: LoadFigures;
  scan: ScanFigures;
  trivial: LoadFigures;
}

/// Runs one phase; throws when a request failed or the counts disagree.
export async function runLoad<Phase extends keyof FiguresOf>(
  phase: Phase,
  target: Target,
  options: LoadOptions = {},
): Promise<FiguresOf[Phase]> {
  const { connections, tickets, first, shared, rate_per_s, requests } = options;
  const given: [string, string | number | undefined][] = [
    ['--url', target.url],
    ['--prepared', target.ticketsFile],
    ['--server-pid', target.processId],
    ['--database-pid', target.databaseProcessId],
    ['--connections', connections],
    ['--tickets', tickets],
    ['--first', first],
    ['--rate', rate_per_s],
    ['--requests', requests],
  ];
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  if (shared === true) words.push('--shared');
  const text = await perform(built('admitone_load'), [phase, ...words], {
    environment: adminEnvironment, showsErrors: true,
  });
  return JSON.parse(text) as FiguresOf[Phase];
}
