import { describe, expect, test } from 'vitest';

import { standingAt } from '@/features/sales/paper';

describe('A ticket of paper at the counter', () => {
  test.each([
    ['created', 'unsold'], ['sold', 'sold'], ['transferred', 'sold'], ['scanned_entry', 'sold'],
    ['attended', 'used'], ['refunded', 'refunded'],
  ] as const)('whose status is %s is %s', (status, standing) => {
    expect(standingAt({ concert_id: 7, status }, 7)).toBe(standing);
  });

  test('of another concert is nothing to sell here, sold or not', () => {
    expect(standingAt({ concert_id: 8, status: 'created' }, 7)).toBe('elsewhere');
    expect(standingAt({ concert_id: 8, status: 'sold' }, 7)).toBe('elsewhere');
  });
});
