// Who may have sheets of tickets drawn, and fetch them.

import assert from 'node:assert/strict';

import type { Person } from '../../support/people.ts';
import { drawnSheet, printSheet } from '../../support/sheets.ts';
import { addConcert, addTickets } from '../../support/shows.ts';
import type { Concert, List, PrintSheet } from '../../support/wire.ts';
import { adminsOnly, type Row } from './row.ts';

async function printedConcert(ada: Person): Promise<Concert> {
  const concert = await addConcert(ada);
  await addTickets(ada, concert, 4);
  return concert;
}

const sheetsOf = async (ada: Person, { id }: Concert): Promise<PrintSheet[]> =>
  (await ada.get<List<PrintSheet>>(`/api/concerts/${id}/print-sheets`)).items;

/// A call about a sheet that is drawn already.
const ofSheet = (endpoint: string, path: (sheet: PrintSheet) => string, status = 200): Row => ({
  endpoint,
  statuses: adminsOnly(status),
  prepare: async ({ ada }) => {
    const concert = await printedConcert(ada);
    const sheet = await drawnSheet(ada, concert, 1, 4);
    const isThere = async (): Promise<void> => assert.equal((await sheetsOf(ada, concert)).length, 1);
    return {
      path: path(sheet),
      unchanged: isThere,
      ...(status === 204 && {
        effect: async () => assert.deepEqual(await sheetsOf(ada, concert), []),
      }),
    };
  },
});

export const printSheets: Row[] = [
  {
    endpoint: 'POST /api/concerts/{id}/print-sheets',
    statuses: adminsOnly(202),
    prepare: async ({ ada }) => {
      const concert = await printedConcert(ada);
      return {
        path: `/api/concerts/${concert.id}/print-sheets`,
        body: { first_serial: 1, last_serial: 4 },
        effect: async () => assert.equal((await sheetsOf(ada, concert)).length, 1),
        unchanged: async () => assert.deepEqual(await sheetsOf(ada, concert), []),
      };
    },
  },
  {
    endpoint: 'GET /api/concerts/{id}/print-sheets',
    statuses: adminsOnly(200),
    prepare: async ({ ada }) => {
      const concert = await printedConcert(ada);
      await printSheet(ada, concert, 1, 4);
      return {
        path: `/api/concerts/${concert.id}/print-sheets`,
        effect: ({ body }) => assert.equal((body as List<PrintSheet>).items.length, 1),
      };
    },
  },
  ofSheet('GET /api/print-sheets/{id}', ({ id }) => `/api/print-sheets/${id}`),
  ofSheet('GET /api/print-sheets/{id}/sheet.pdf', ({ id }) => `/api/print-sheets/${id}/sheet.pdf`),
  ofSheet('DELETE /api/print-sheets/{id}', ({ id }) => `/api/print-sheets/${id}`, 204),
];
