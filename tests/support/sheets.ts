// Print sheets for tests, made through the API.

import type { Person } from './people.ts';
import { sleep } from './shows.ts';
import type { Concert, PrintSheet } from './wire.ts';

const patience_ms = 60_000;
const betweenLooks_ms = 30;

/// Asks for a sheet; it is drawn some time later.
export const printSheet = (
  ada: Person, { id }: Concert, first: number, last: number, changes: object = {},
): Promise<PrintSheet> =>
  ada.post<PrintSheet>(
    `/api/concerts/${id}/print-sheets`, { first_serial: first, last_serial: last, ...changes }, 202,
  );

/// The sheet once its job has ended, well or not.
export async function endOf(ada: Person, { id }: PrintSheet): Promise<PrintSheet> {
  const deadline = Date.now() + patience_ms;
  while (Date.now() < deadline) {
    const sheet = await ada.get<PrintSheet>(`/api/print-sheets/${id}`);
    if (sheet.finished_at !== null) return sheet;
    await sleep(betweenLooks_ms);
  }
  throw new Error(`print sheet ${id} was not drawn within a minute`);
}

export async function drawnSheet(
  ada: Person, concert: Concert, first: number, last: number, changes: object = {},
): Promise<PrintSheet> {
  const sheet = await endOf(ada, await printSheet(ada, concert, first, last, changes));
  if (sheet.status !== 'done') throw new Error(`the sheet was not drawn: ${sheet.detail}`);
  return sheet;
}
