// Who may offer a ticket, and who may take it. Offers here go from hanna to felix.

import assert from 'node:assert/strict';

import type { Cast } from '../../support/people.ts';
import type { List, Ticket, Transfer } from '../../support/wire.ts';
import { hannasTicket, signedIn, statuses, type Row, type Statuses } from './row.ts';

const offer = ({ hanna, felix }: Cast, ticket: Ticket): Promise<Transfer> =>
  hanna.post<Transfer>(
    '/api/transfers/initiate', { ticket_id: ticket.id, to_username: felix.username }, 201,
  );

const isPending = async ({ felix }: Cast, ticket: Ticket): Promise<boolean> =>
  (await felix.get<List<Transfer>>('/api/transfers/pending?limit=500')).items.some(
    ({ ticket_id }) => ticket_id === ticket.id,
  );

/// The end of an offer; `holderAfter` is who has the ticket then.
const ending = (
  verb: 'accept' | 'reject' | 'cancel',
  allowed: Statuses,
  holderAfter: 'hanna' | 'felix',
): Row => ({
  endpoint: `POST /api/transfers/{id}/${verb}`,
  statuses: allowed,
  prepare: async (cast) => {
    const ticket = await hannasTicket(cast);
    const transfer = await offer(cast, ticket);
    return {
      path: `/api/transfers/${transfer.id}/${verb}`,
      body: {},
      effect: async () => {
        assert.equal(await isPending(cast, ticket), false);
        const after = await cast.ada.get<Ticket>(`/api/tickets/${ticket.id}`);
        assert.equal(after.current_holder_id, cast[holderAfter].id);
        assert.equal(after.qr_code_data === ticket.qr_code_data, verb !== 'accept');
      },
      unchanged: async () => {
        assert.equal(await isPending(cast, ticket), true);
        const after = await cast.ada.get<Ticket>(`/api/tickets/${ticket.id}`);
        assert.equal(after.current_holder_id, cast.hanna.id);
      },
    };
  },
});

export const transfers: Row[] = [
  {
    endpoint: 'POST /api/transfers/initiate',
    statuses: statuses(401, 404, 404, 404, 201),
    prepare: async (cast) => {
      const ticket = await hannasTicket(cast);
      return {
        path: '/api/transfers/initiate',
        body: { ticket_id: ticket.id, to_username: 'felix' },
        effect: async () => assert.equal(await isPending(cast, ticket), true),
        unchanged: async () => assert.equal(await isPending(cast, ticket), false),
      };
    },
  },
  {
    endpoint: 'GET /api/transfers/pending',
    statuses: signedIn,
    prepare: async (cast) => {
      const transfer = await offer(cast, await hannasTicket(cast));
      return {
        path: '/api/transfers/pending?limit=500',
        effect: ({ body }, caller) => {
          const seen = (body as List<Transfer>).items.some(({ id }) => id === transfer.id);
          assert.equal(seen, ['hanna', 'felix'].includes(caller?.username ?? ''));
        },
      };
    },
  },
  ending('accept', statuses(401, 200, 404, 404, 404), 'felix'),
  ending('reject', statuses(401, 200, 404, 404, 404), 'hanna'),
  ending('cancel', statuses(401, 404, 404, 404, 200), 'hanna'),
];
