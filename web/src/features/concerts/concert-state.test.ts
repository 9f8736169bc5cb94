import { describe, expect, it } from 'vitest';

import { byDate, stateOf } from '@/features/concerts/concert-state';

const now = Date.parse('2026-11-23T20:00:00Z');
const tonight = { date: '2026-11-23T20:30:00Z' };
const counts = { total: 10, created: 4, attended: 0, scanned_entry: 0 };

describe('the state of a concert', () => {
  it.each([
    ['with somebody inside', tonight, { ...counts, attended: 1 }, 'open'],
    ['with somebody past the outer check', tonight, { ...counts, scanned_entry: 1 }, 'open'],
    ['before the doors', tonight, counts, 'onSale'],
    ['weeks before, with a ticket tried out', { date: '2026-12-23T20:30:00Z' }, { ...counts, attended: 1 }, 'onSale'],
    ['without unsold tickets', tonight, { ...counts, created: 0 }, 'soldOut'],
    ['without any tickets', tonight, { ...counts, created: 0, total: 0 }, 'noTickets'],
    ['the morning after', { date: '2026-11-23T13:59:00Z' }, counts, 'past'],
    ['before the counts have come', tonight, undefined, 'unknown'],
  ])('%s', (_name, concert, attendance, expected) => {
    expect(stateOf(concert, attendance, now)).toBe(expected);
  });

  it('puts the next one first, and of the past the latest', () => {
    const concert = (id: number, date: string) => ({
      id, date, name: '', venue: '', description: '', timezone: 'UTC', currency: 'EUR', capacity: null, created_at: date,
    });
    const { coming, past } = byDate([
      concert(1, '2027-01-01T00:00:00Z'), concert(2, '2026-11-24T00:00:00Z'),
      concert(3, '2020-01-01T00:00:00Z'), concert(4, '2021-01-01T00:00:00Z'),
    ], now);
    expect([coming.map(({ id }) => id), past.map(({ id }) => id)]).toEqual([[2, 1], [4, 3]]);
  });
});
