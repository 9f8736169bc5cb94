// Who may see and change concerts.

import assert from 'node:assert/strict';

import { addConcert } from '../../support/shows.ts';
import type { Concert, List } from '../../support/wire.ts';
import { adminsOnly, newName, scannersOnly, signedIn, simply, type Row } from './row.ts';

export const concerts: Row[] = [
  { endpoint: 'GET /api/concerts', statuses: signedIn, prepare: simply('/api/concerts/') },
  {
    endpoint: 'GET /api/concerts/{id}',
    statuses: signedIn,
    prepare: async ({ ada }) => {
      const concert = await addConcert(ada);
      return {
        path: `/api/concerts/${concert.id}`,
        effect: ({ body }) => assert.deepEqual(body, concert),
      };
    },
  },
  {
    endpoint: 'POST /api/concerts',
    statuses: adminsOnly(201),
    prepare: ({ ada }) => {
      const name = newName('concert');
      const there = async (): Promise<boolean> =>
        (await ada.get<List<Concert>>('/api/concerts/?limit=500')).items.some(
          (concert) => concert.name === name,
        );
      return {
        path: '/api/concerts/',
        body: { name, date: '2027-06-18T20:00:00Z', venue: 'Hof' },
        effect: async () => assert.ok(await there()),
        unchanged: async () => assert.ok(!(await there())),
      };
    },
  },
  {
    endpoint: 'PATCH /api/concerts/{id}',
    statuses: adminsOnly(200),
    prepare: async ({ ada }) => {
      const concert = await addConcert(ada);
      const path = `/api/concerts/${concert.id}`;
      return {
        path,
        body: { venue: 'Keller' },
        effect: async () => assert.equal((await ada.get<Concert>(path)).venue, 'Keller'),
        unchanged: async () => assert.deepEqual(await ada.get<Concert>(path), concert),
      };
    },
  },
  {
    endpoint: 'DELETE /api/concerts/{id}',
    statuses: adminsOnly(204),
    prepare: async ({ ada }) => {
      const path = `/api/concerts/${(await addConcert(ada)).id}`;
      return {
        path,
        effect: () => ada.get<void>(path, 404),
        unchanged: () => ada.get<void>(path, 200),
      };
    },
  },
  {
    endpoint: 'GET /api/concerts/{id}/live',
    statuses: scannersOnly(200),
    prepare: async ({ ada }) => ({ path: `/api/concerts/${(await addConcert(ada)).id}/live` }),
  },
];
