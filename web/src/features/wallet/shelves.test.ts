import { describe, expect, test } from 'vitest';

import { shelve } from './shelves';
import type { Concert, Ticket } from './wire';

const now_ms = Date.parse('2027-06-18T20:00:00Z');
const ticket = (id: number, concert_id: number, serial = id): Ticket =>
  ({ id, concert_id, serial }) as Ticket;
const dates = [
  [1, '2027-06-19T20:00:00Z'], [2, '2027-06-18T10:00:00Z'], [3, '2027-06-01T20:00:00Z'], [4, '2027-06-10T20:00:00Z'],
] as const;
const concerts = new Map(dates.map(([id, date]) => [id as number, { id: id as number, date: date as string } as Concert]));
const idsOf = (bundles: { concert_id: number }[]) => bundles.map(({ concert_id }) => concert_id);

describe('A wallet', () => {
  test('has the next concert first, and the last one first among those that were', () => {
    const { upcoming, past } = shelve([1, 2, 3, 4].map((id) => ticket(id, id)), concerts, now_ms);
    expect(idsOf(upcoming)).toEqual([2, 1]);
    expect(idsOf(past)).toEqual([4, 3]);
  });

  test('keeps a concert among those to come until the night is over', () => {
    expect(idsOf(shelve([ticket(1, 2)], concerts, now_ms).upcoming)).toEqual([2]);
    expect(idsOf(shelve([ticket(1, 2)], concerts, now_ms + 3 * 3_600_000).past)).toEqual([2]);
  });

  test('bundles the tickets of a concert by serial', () => {
    const [bundle] = shelve([ticket(9, 1, 12), ticket(5, 1, 30), ticket(7, 1, 2)], concerts, now_ms).upcoming;
    expect(bundle?.tickets.map(({ serial }) => serial)).toEqual([2, 12, 30]);
  });

  test('shows a ticket whose concert is not known yet, after the others', () => {
    expect(idsOf(shelve([ticket(1, 77), ticket(2, 1)], concerts, now_ms).upcoming)).toEqual([1, 77]);
  });
});
