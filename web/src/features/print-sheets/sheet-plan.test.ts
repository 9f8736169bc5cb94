import { describe, expect, test } from 'vitest';

import { nextRange, pagesFor, parseSerial } from './sheet-plan';

const sheet = (first_serial: number, last_serial: number, status: 'done' | 'failed' = 'done') =>
  ({ first_serial, last_serial, status });

describe('What is printed next', () => {
  test.each([
    ['all, when nothing was', [], 100, { first: 1, last: 100 }],
    ['what follows the last sheet', [sheet(41, 60), sheet(1, 40)], 100, { first: 61, last: 100 }],
    ['a gap between two sheets', [sheet(1, 10), sheet(21, 100)], 100, { first: 11, last: 20 }],
    ['all again, when all was', [sheet(1, 100)], 100, { first: 1, last: 100 }],
    ['what a failed sheet should have had', [sheet(1, 100, 'failed')], 100, { first: 1, last: 100 }],
    ['no more than fits one sheet', [], 50_000, { first: 1, last: 20_000 }],
    ['the same from the middle', [sheet(1, 20_000)], 50_000, { first: 20_001, last: 40_000 }],
  ] as const)('is %s', (_, sheets, total, range) => {
    expect(nextRange(sheets, total)).toEqual(range);
  });
});

describe('The number of pages', () => {
  test.each([
    [1, 'two_by_four', 1], [8, 'two_by_four', 1], [9, 'two_by_four', 2], [21, 'two_by_five', 3],
  ] as const)('of %i tickets, %s, is %i', (tickets, grid, pages) => {
    expect(pagesFor(tickets, grid)).toBe(pages);
  });
});

describe('A serial', () => {
  test.each([
    ['7', 7], ['1,200', 1200], [' 1 200 ', 1200], ['0', null], ['1201', null], ['-3', null], ['ten', null], ['', null],
  ] as const)('typed as "%s" is %s', (typed, serial) => {
    expect(parseSerial(typed, 1200)).toBe(serial);
  });
});
