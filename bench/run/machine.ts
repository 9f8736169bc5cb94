// On what was measured, and when.

import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

import { admitone, mustRun, run } from '../../tests/support/commands.ts';
import type { Workshop } from './workshop.ts';

/// The load averages now: of before the run, when called at its beginning.
export const loadNow = (): string => loadavg().map((load) => load.toFixed(2)).join(' ');

async function fileSystemOf(folder: string): Promise<string> {
  return (await mustRun('df', ['--output=fstype', folder])).trim().split('\n').at(-1) ?? 'unknown';
}

async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8');
  return /^PRETTY_NAME="?(.*?)"?$/m.exec(text)?.[1] ?? 'unknown distribution';
}

/// A paragraph for the reader; `loadBefore` tells how quiet the machine was.
export async function describeMachine(workshop: Workshop, loadBefore: string): Promise<string> {
  const described = await run('git', ['describe', '--always', '--dirty']);
  const commit = described.exitCode === 0 ? described.stdout.trim() : 'no commit';
  const version = (await admitone(['version'])).stdout.trim();
  const day = new Date().toISOString().slice(0, 10);
  const memory_gib = Math.round(totalmem() / 2 ** 30);
  const lines = [
    `Measured ${day} with ${version}, ${commit}. ${availableParallelism()} cores `
    + `(${cpus()[0]?.model ?? 'unknown processor'}, ${arch()}), ${memory_gib} GiB, shared by server, database and `
    + `load; ${await distribution()}, Linux ${release()}; load before: ${loadBefore}. `
    + `SQLite on ${await fileSystemOf(workshop.folder)}, WAL, synchronous=FULL.`,
  ];
  if (workshop.options.withPostgres) {
    const postgres = await workshop.postgres();
    lines.push(`${await postgres.settings()}; on ${await fileSystemOf(postgres.folder)}, the same machine.`);
  }
  return lines.join(' ');
}
