// Who may bring files in and take them out, and follow the jobs behind them.

import assert from 'node:assert/strict';

import { buyersFile, tryImport } from '../../support/imports.ts';
import { addConcert, attendanceOf } from '../../support/shows.ts';
import type { Job } from '../../support/wire.ts';
import { adminsOnly, type Row } from './row.ts';

const download = (list: string): Row => ({
  endpoint: `GET /api/concerts/{id}/${list}.csv`,
  statuses: adminsOnly(200),
  prepare: async ({ ada }) => ({ path: `/api/concerts/${(await addConcert(ada)).id}/${list}.csv` }),
});

export const files: Row[] = [
  {
    endpoint: 'POST /api/concerts/{id}/imports',
    statuses: adminsOnly(202),
    prepare: async ({ ada }) => {
      const concert = await addConcert(ada);
      return {
        path: `/api/concerts/${concert.id}/imports`,
        body: buyersFile(2),
        effect: ({ body }) => assert.equal((body as Job).total, 2),
        unchanged: async () => assert.equal((await attendanceOf(ada, concert)).total, 0),
      };
    },
  },
  {
    endpoint: 'GET /api/jobs/{id}',
    statuses: adminsOnly(200),
    prepare: async ({ ada }) => {
      const { body } = await tryImport(ada, await addConcert(ada), buyersFile(1));
      return {
        path: `/api/jobs/${body.id}`,
        effect: (answer) => assert.equal((answer.body as Job).id, body.id),
      };
    },
  },
  download('tickets'),
  download('scans'),
  download('refunds'),
];
