import { describe, expect, test } from 'vitest';

import { admits, standingOf } from './standing';
import type { Refund, Ticket, Transfer } from './wire';

const ticket = (status: Ticket['status']) => ({ id: 7, status }) as Ticket;
const refund = { ticket_id: 7, status: 'pending' } as Refund;
const transfer = { ticket_id: 7, status: 'pending' } as Transfer;

describe('The standing of a ticket', () => {
  test.each([
    ['sold', 'ready'], ['transferred', 'ready'], ['scanned_entry', 'entered'],
    ['attended', 'attended'], ['refunded', 'refunded'],
  ] as const)('is told by its status when nothing waits: %s', (status, kind) => {
    expect(standingOf(ticket(status), [], []).kind).toBe(kind);
  });

  test('names the refund or the transfer that waits for it', () => {
    expect(standingOf(ticket('sold'), [refund], [])).toEqual({ kind: 'refund_pending', refund });
    expect(standingOf(ticket('transferred'), [], [transfer])).toEqual({ kind: 'transfer_pending', transfer });
  });

  test('minds neither what was decided nor what concerns another ticket', () => {
    const others = [{ ...refund, status: 'rejected' as const }, { ...refund, ticket_id: 8 }];
    expect(standingOf(ticket('sold'), others, [{ ...transfer, ticket_id: 8 }]).kind).toBe('ready');
  });

  test('stays used although an old list still says that something waits', () => {
    expect(standingOf(ticket('attended'), [refund], [transfer]).kind).toBe('attended');
  });

  test('admits until it was used or refunded', () => {
    expect(admits({ kind: 'transfer_pending', transfer })).toBe(true);
    expect(admits({ kind: 'refunded' })).toBe(false);
  });
});
