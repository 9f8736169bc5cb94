// Who may scan, and see what was scanned.

import assert from 'node:assert/strict';

import { historyOf } from '../../support/shows.ts';
import type { Scan } from '../../support/wire.ts';
import { hannasTicket, scannersOnly, statusIs, type Row } from './row.ts';

export const scans: Row[] = [
  {
    endpoint: 'POST /api/scans',
    statuses: scannersOnly(201),
    prepare: async (cast) => {
      const ticket = await hannasTicket(cast);
      return {
        path: '/api/scans/',
        body: { code: ticket.qr_code_data, scan_type: 'attendance' },
        effect: async ({ body }, caller) => {
          const scan = body as Scan;
          assert.equal(scan.scanned_by_user_id, caller?.id);
          assert.deepEqual(await historyOf(cast.ada, ticket.id), [scan]);
          await statusIs(cast, ticket.id, 'attended')();
        },
        unchanged: async () => {
          assert.deepEqual(await historyOf(cast.ada, ticket.id), []);
          await statusIs(cast, ticket.id, 'sold')();
        },
      };
    },
  },
  {
    endpoint: 'GET /api/scans/ticket/{ticket_id}',
    statuses: scannersOnly(200),
    prepare: async (cast) => ({ path: `/api/scans/ticket/${(await hannasTicket(cast)).id}` }),
  },
  {
    endpoint: 'GET /api/scans/concert/{concert_id}',
    statuses: scannersOnly(200),
    prepare: async (cast) => ({
      path: `/api/scans/concert/${(await hannasTicket(cast)).concert_id}`,
    }),
  },
  {
    endpoint: 'GET /api/scans/concert/{concert_id}/arrivals',
    statuses: scannersOnly(200),
    prepare: async (cast) => ({
      path: `/api/scans/concert/${(await hannasTicket(cast)).concert_id}/arrivals`,
    }),
  },
  {
    endpoint: 'GET /api/scans/concert/{concert_id}/attendance',
    statuses: scannersOnly(200),
    prepare: async (cast) => ({
      path: `/api/scans/concert/${(await hannasTicket(cast)).concert_id}/attendance`,
    }),
  },
];
