import { describe, expect, test } from 'vitest';

import type { Concert } from '../api/queries';
import { arranged } from './concert-choice';

const now_ms = Date.parse('2026-11-23T20:00:00Z');
const on = (id: number, date: string): Concert =>
  ({ id, date, name: `Concert ${id}`, timezone: 'UTC' }) as Concert;
const ids = (concerts: readonly Concert[]): number[] => concerts.map(({ id }) => id);

describe('The concerts to choose from', () => {
  const yesterday = on(1, '2026-11-21T20:00:00Z');
  const tonight = on(2, '2026-11-23T19:30:00Z');
  const later = on(3, '2026-12-24T20:00:00Z');

  test('begin with the one that is on now, and leave the past for later', () => {
    const [first, more] = arranged([yesterday, later, tonight], null, now_ms);
    expect([ids(first), ids(more)]).toEqual([[2, 3], [1]]);
  });

  test('show the one that was chosen, wherever it stands', () => {
    const [first, more] = arranged([yesterday, later, tonight], 1, now_ms);
    expect([ids(first), ids(more)]).toEqual([[2, 3, 1], []]);
  });

  test('show a few at once when there are many', () => {
    const many = Array.from({ length: 30 }, (_, place) => on(place + 10, `2027-01-${String(place + 1).padStart(2, '0')}T20:00:00Z`));
    const [first, more] = arranged(many, null, now_ms);
    expect([first.length, more.length]).toEqual([5, 25]);
  });

  test('show the newest of the past when nothing is to come', () => {
    expect(ids(arranged([yesterday], null, now_ms)[0])).toEqual([1]);
  });
});
