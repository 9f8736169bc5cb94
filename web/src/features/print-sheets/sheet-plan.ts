// Which tickets come onto which sheet, and how many pages that takes. Pure.

import type { components } from '@/api/schema.gen';

export type Sheet = components['schemas']['PrintSheet'];
export type Grid = Sheet['grid'];
export type Paper = Sheet['page'];

/** As the server limits one sheet. */
export const sheetTickets_max = 20_000;

export const rowsOf: Record<Grid, number> = { two_by_four: 4, two_by_five: 5 };
export const columns = 2;

export const pagesFor = (tickets: number, grid: Grid): number => Math.ceil(tickets / (columns * rowsOf[grid]));

export interface Range {
  first: number;
  last: number;
}

export const ticketsOf = ({ first, last }: Range): number => last - first + 1;

/** What is on no sheet yet, from the lowest serial on; when everything is, all of it once more. */
export function nextRange(sheets: readonly Pick<Sheet, 'first_serial' | 'last_serial' | 'status'>[], total: number): Range {
  const drawn = sheets
    .filter(({ status }) => status !== 'failed')
    .sort((one, other) => one.first_serial - other.first_serial);
  let first = 1;
  for (const sheet of drawn) {
    if (sheet.first_serial > first) return cut({ first, last: sheet.first_serial - 1 });
    first = Math.max(first, sheet.last_serial + 1);
  }
  return cut({ first: first > total ? 1 : first, last: total });
}

const cut = ({ first, last }: Range): Range => ({ first, last: Math.min(last, first + sheetTickets_max - 1) });

/** "1,200" -> 1200; null when it is no serial of these. */
export function parseSerial(typed: string, total: number): number | null {
  const digits = typed.replace(/[\s,.'’]/g, '');
  const serial = /^\d{1,10}$/.test(digits) ? Number(digits) : 0;
  return serial >= 1 && serial <= total ? serial : null;
}

export const isUnfinished = ({ status }: Pick<Sheet, 'status'>): boolean => status === 'queued' || status === 'running';
