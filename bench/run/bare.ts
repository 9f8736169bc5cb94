// SQLite's own limit: the transaction of an admission in a loop, without a server (bench/bare).

import type { House } from './houses.ts';
import { built, note, perform } from './programs.ts';

export interface BareFigures {
  accepted: number;
  admissions_per_second: number;
}

/// On a fresh copy of the house; `admissions` at most, and not much longer than ten seconds.
export async function runBare(house: House, perCommit: number, admissions: number): Promise<BareFigures> {
  const address = await house.copy();
  note(`Bare SQLite, ${perCommit} a commit`);
  const text = await perform(built('admitone_bare'), [
    address.replace(/^sqlite:/, ''), '--per-commit', String(perCommit),
    '--admissions', String(admissions), '--seconds', '10',
  ]);
  const figures = JSON.parse(text) as BareFigures;
  note(`  ${Math.round(figures.admissions_per_second)} admissions a second`);
  return figures;
}
