// Who may ask for a refund and who decides.

import assert from 'node:assert/strict';

import type { Cast } from '../../support/people.ts';
import type { List, Refund, Ticket } from '../../support/wire.ts';
import { adminsOnly, hannasTicket, signedIn, statuses, statusIs, type Row } from './row.ts';

const ask = ({ hanna }: Cast, ticket: Ticket): Promise<Refund> =>
  hanna.post<Refund>('/api/refunds/request', { ticket_id: ticket.id, reason: 'ill' }, 201);

const refundOf = async ({ ada }: Cast, ticket: Ticket): Promise<Refund | undefined> =>
  (await ada.get<List<Refund>>('/api/refunds/?limit=500')).items.find(
    ({ ticket_id }) => ticket_id === ticket.id,
  );

/// A decision about a refund that hanna has just asked for.
const decision = (
  verb: 'approve' | 'reject' | 'complete',
  before: Refund['status'],
  after: Refund['status'],
  ticketAfter: Ticket['status'],
): Row => ({
  endpoint: `POST /api/refunds/{id}/${verb}`,
  statuses: adminsOnly(200),
  prepare: async (cast) => {
    const ticket = await hannasTicket(cast);
    const refund = await ask(cast, ticket);
    if (before === 'approved') await cast.ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);
    return {
      path: `/api/refunds/${refund.id}/${verb}`,
      body: { notes: 'as agreed' },
      effect: async () => {
        assert.equal((await refundOf(cast, ticket))?.status, after);
        await statusIs(cast, ticket.id, ticketAfter)();
      },
      unchanged: async () => assert.equal((await refundOf(cast, ticket))?.status, before),
    };
  },
});

export const refunds: Row[] = [
  {
    endpoint: 'POST /api/refunds/request',
    statuses: statuses(401, 404, 404, 404, 201),
    prepare: async (cast) => {
      const ticket = await hannasTicket(cast);
      return {
        path: '/api/refunds/request',
        body: { ticket_id: ticket.id, reason: 'ill' },
        effect: async () => assert.equal((await refundOf(cast, ticket))?.status, 'pending'),
        unchanged: async () => assert.equal(await refundOf(cast, ticket), undefined),
      };
    },
  },
  {
    endpoint: 'GET /api/refunds/mine',
    statuses: signedIn,
    prepare: async (cast) => {
      const refund = await ask(cast, await hannasTicket(cast));
      return {
        path: '/api/refunds/mine?limit=500',
        effect: ({ body }, caller) => {
          const mine = (body as List<Refund>).items.some(({ id }) => id === refund.id);
          assert.equal(mine, caller?.username === 'hanna');
        },
      };
    },
  },
  {
    endpoint: 'GET /api/refunds',
    statuses: adminsOnly(200),
    prepare: async (cast) => {
      const refund = await ask(cast, await hannasTicket(cast));
      return {
        path: '/api/refunds/?status=pending',
        effect: ({ body }) => {
          assert.deepEqual((body as List<Refund>).items[0], refund, 'the newest comes first');
        },
      };
    },
  },
  decision('approve', 'pending', 'approved', 'refunded'),
  decision('reject', 'pending', 'rejected', 'sold'),
  decision('complete', 'approved', 'completed', 'refunded'),
];
