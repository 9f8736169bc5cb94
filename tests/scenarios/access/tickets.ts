// Who may make, sell, see and claim tickets.

import assert from 'node:assert/strict';

import { addConcert, addTickets, sell } from '../../support/shows.ts';
import type { List, Ticket } from '../../support/wire.ts';
import {
  adminsOnly, hannasTicket, scannersOnly, signedIn, statuses, statusIs, type Row,
} from './row.ts';

const showTicket = (pathOf: (ticket: Ticket) => string): Pick<Row, 'statuses' | 'prepare'> => ({
  statuses: statuses(401, 404, 200, 200, 200),
  prepare: async (cast) => {
    const ticket = await hannasTicket(cast);
    return {
      path: pathOf(ticket),
      effect: ({ body }, caller) => {
        const code = (body as Ticket).qr_code_data;
        assert.equal(code, caller?.username === 'sam' ? null : ticket.qr_code_data);
      },
    };
  },
});

/// What shows a ticket's code is for the admin and the present holder, not even for a scanner.
const drawn = (file: string, beginning: string): Row => ({
  endpoint: `GET /api/tickets/{id}/${file}`,
  statuses: statuses(401, 404, 404, 200, 200),
  prepare: async (cast) => ({
    path: `/api/tickets/${(await hannasTicket(cast)).id}/${file}`,
    effect: ({ octets }) => assert.ok(octets.toString('latin1').startsWith(beginning)),
  }),
});

const pngBeginning = '\x89PNG';

export const tickets: Row[] = [
  drawn('qr.svg', '<svg '),
  drawn('qr.png', pngBeginning),
  drawn('ticket.pdf', '%PDF-'),
  drawn('ticket.png', pngBeginning),
  {
    endpoint: 'POST /api/tickets/create/{concert_id}',
    statuses: adminsOnly(201),
    prepare: async ({ ada }) => {
      const concert = await addConcert(ada);
      const count = async (): Promise<number> =>
        (await ada.get<List<Ticket>>(`/api/tickets/concert/${concert.id}`)).items.length;
      return {
        path: `/api/tickets/create/${concert.id}`,
        body: { quantity: 3 },
        effect: async () => assert.equal(await count(), 3),
        unchanged: async () => assert.equal(await count(), 0),
      };
    },
  },
  {
    endpoint: 'POST /api/tickets/{id}/mark-sold',
    statuses: adminsOnly(200),
    prepare: async (cast) => {
      const concert = await addConcert(cast.ada);
      const [ticket] = (await addTickets(cast.ada, concert, 1)).tickets as [Ticket];
      return {
        path: `/api/tickets/${ticket.id}/mark-sold`,
        body: { buyer_name: 'Berta', buyer_email: 'berta@example.org' },
        effect: statusIs(cast, ticket.id, 'sold'),
        unchanged: statusIs(cast, ticket.id, 'created'),
      };
    },
  },
  {
    endpoint: 'GET /api/tickets/{id}/history',
    statuses: scannersOnly(200),
    prepare: async (cast) => ({ path: `/api/tickets/${(await hannasTicket(cast)).id}/history` }),
  },
  { endpoint: 'GET /api/tickets/{id}', ...showTicket(({ id }) => `/api/tickets/${id}`) },
  {
    endpoint: 'GET /api/tickets/number/{number}',
    ...showTicket(({ ticket_number }) => `/api/tickets/number/${ticket_number}`),
  },
  {
    endpoint: 'GET /api/tickets/concert/{concert_id}',
    statuses: scannersOnly(200),
    prepare: async (cast) => {
      const ticket = await hannasTicket(cast);
      return {
        path: `/api/tickets/concert/${ticket.concert_id}`,
        effect: ({ body }, caller) => {
          const [listed] = (body as List<Ticket>).items;
          assert.equal(listed?.id, ticket.id);
          const code = caller?.username === 'ada' ? ticket.qr_code_data : null;
          assert.equal(listed.qr_code_data, code);
        },
      };
    },
  },
  {
    endpoint: 'GET /api/tickets/mine',
    statuses: signedIn,
    prepare: async (cast) => {
      await hannasTicket(cast);
      return {
        path: '/api/tickets/mine?limit=500',
        effect: ({ body }, caller) => {
          const { items } = body as List<Ticket>;
          assert.ok(items.every(({ current_holder_id }) => current_holder_id === caller?.id));
          if (caller?.username === 'hanna') assert.ok(items.length > 0);
        },
      };
    },
  },
  {
    endpoint: 'POST /api/tickets/find',
    statuses: adminsOnly(200),
    prepare: async ({ ada }) => {
      const [ticket] = (await addTickets(ada, await addConcert(ada), 1)).tickets as [Ticket];
      return {
        path: '/api/tickets/find',
        body: { code: ticket.qr_code_data },
        effect: ({ body }) => assert.equal((body as Ticket).id, ticket.id),
      };
    },
  },
  {
    endpoint: 'POST /api/tickets/claim',
    statuses: signedIn,
    prepare: async ({ ada }) => {
      const concert = await addConcert(ada);
      const [fresh] = (await addTickets(ada, concert, 1)).tickets as [Ticket];
      const ticket = await sell(ada, fresh);
      const holder = async (): Promise<number | null> =>
        (await ada.get<Ticket>(`/api/tickets/${ticket.id}`)).current_holder_id;
      return {
        path: '/api/tickets/claim',
        body: { code: ticket.qr_code_data },
        effect: async (_, caller) => assert.equal(await holder(), caller?.id),
        unchanged: async () => assert.equal(await holder(), null),
      };
    },
  },
];
