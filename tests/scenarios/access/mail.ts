// Who may verify an address, and who may see and send letters. No mail server is set up here: what would
// send a letter says so to those who may ask. mail.test.ts has one.

import assert from 'node:assert/strict';

import {
  adminsOnly, anybody, hannasTicket, simply, statuses, statusIs, type Row,
} from './row.ts';

export const mail: Row[] = [
  {
    endpoint: 'POST /api/auth/verify-email',
    statuses: anybody(404),
    prepare: () => ({ path: '/api/auth/verify-email', body: { token: 'guessed' } }),
  },
  {
    endpoint: 'POST /api/auth/send-verification',
    statuses: statuses(401, 409, 409, 409, 409),
    prepare: simply('/api/auth/send-verification'),
  },
  { endpoint: 'GET /api/mail/status', statuses: adminsOnly(200), prepare: simply('/api/mail/status') },
  {
    endpoint: 'GET /api/tickets/{id}/letters',
    statuses: adminsOnly(200),
    prepare: async (cast) => ({
      path: `/api/tickets/${(await hannasTicket(cast)).id}/letters`,
      effect: ({ body }) => assert.deepEqual(body, { items: [] }),
    }),
  },
  {
    endpoint: 'POST /api/tickets/{id}/send',
    statuses: statuses(401, 403, 403, 409, 403),
    prepare: async (cast) => {
      const { id } = await hannasTicket(cast);
      return { path: `/api/tickets/${id}/send`, unchanged: statusIs(cast, id, 'sold') };
    },
  },
];
