import { describe, expect, it } from 'vitest';

import { batchesOf, offersOf } from '@/features/sales/batches';

const told = (...details: string[]): { detail: string }[] => details.map((detail) => ({ detail }));

describe('batches of tickets', () => {
  it('are read from the journal, oldest first', () => {
    expect(batchesOf(told('Created 500 tickets, 1001 to 1500', 'Created 1000 tickets, 1 to 1000'), 1500))
      .toEqual([{ first: 1, last: 1000 }, { first: 1001, last: 1500 }]);
    expect(batchesOf(told('Created ticket 1'), 1)).toEqual([{ first: 1, last: 1 }]);
  });

  it('hold every serial once, also where the journal says nothing or too much', () => {
    expect(batchesOf([], 7)).toEqual([{ first: 1, last: 7 }]);
    expect(batchesOf(told('Created 2 tickets, 4 to 5', 'Imported'), 7))
      .toEqual([{ first: 1, last: 3 }, { first: 4, last: 5 }, { first: 6, last: 7 }]);
    expect(batchesOf(told('1 to 5', '3 to 8'), 8)).toEqual([{ first: 1, last: 5 }, { first: 6, last: 8 }]);
    expect(batchesOf([], 0)).toEqual([]);
  });

  it('of one tier and price are one offer', () => {
    const offers = offersOf([
      { first: 1, last: 10, tier: 'Standing', price: '29.00' },
      { first: 11, last: 20, tier: 'Seated', price: '49.50' },
      { first: 21, last: 30, tier: 'Standing', price: '29.00' },
      { first: 31, last: 40, tier: null, price: null },
    ]);
    expect(offers.map(({ tier, price, batches }) => [tier, price, batches.length]))
      .toEqual([['Standing', '29.00', 2], ['Seated', '49.50', 1], [null, null, 1]]);
  });
});
