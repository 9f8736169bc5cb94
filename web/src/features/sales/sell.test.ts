import { describe, expect, it } from 'vitest';

import { nextUnsold, sellNext, type Counter, type Sale, type Ticket } from '@/features/sales/sell';

const sale: Sale = { buyer_name: 'Hanna Berg', buyer_email: 'hanna@example.org' };
const all = [{ first: 1, last: 9 }];

const ticketOf = (serial: number, change: Partial<Ticket> = {}): Ticket => ({
  id: serial + 100, concert_id: 1, ticket_number: 'K7QM-2X9D-4HTR', serial, tier: null, status: 'created',
  price: null, buyer_name: null, buyer_email: null, original_buyer_id: null, current_holder_id: null,
  qr_code_data: null, reference: null, sold_at: null, created_at: '', updated_at: '', ...change,
});

/// A house with nine tickets; another counter takes those of `contested` just before we do.
function house(contested: number[] = [], sold: number[] = []): Counter & { asked: number[] } {
  const tickets = Array.from({ length: 9 }, (_, place) => ticketOf(place + 1));
  const set = (serial: number, change: Partial<Ticket>): void => {
    tickets[serial - 1] = { ...tickets[serial - 1]!, ...change };
  };
  const theirs: Partial<Ticket> = { status: 'sold', buyer_name: 'Somebody', buyer_email: 'else@example.org' };
  for (const serial of sold) set(serial, theirs);
  const asked: number[] = [];
  return {
    asked,
    unsoldAfter: async (serial) =>
      tickets.find((ticket) => ticket.serial > serial && ticket.status === 'created'),
    ticket: async (id) => tickets.find((ticket) => ticket.id === id)!,
    markSold: async (id, { buyer_name = null, buyer_email = null }) => {
      const { serial } = tickets.find((ticket) => ticket.id === id)!;
      asked.push(serial);
      if (contested.includes(serial)) set(serial, theirs);
      if (tickets[serial - 1]!.status !== 'created') return { kind: 'taken' };
      set(serial, { status: 'sold', buyer_name, buyer_email });
      return { kind: 'sold', ticket: tickets[serial - 1]! };
    },
  };
}

describe('selling at the counter', () => {
  it('sells the ticket that was shown', async () => {
    const outcome = await sellNext(house(), all, ticketOf(3), sale);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 3 }, taken: [] });
  });

  it('takes the next one when another counter was faster, and says which were gone', async () => {
    const outcome = await sellNext(house([3, 4], [5]), all, ticketOf(3), sale);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 6 }, taken: [3, 4] });
  });

  it('stays within the offer, and says when it is sold out', async () => {
    const outcome = await sellNext(house([3, 4], [1, 2]), [{ first: 1, last: 4 }], ticketOf(3), sale);
    expect(outcome).toEqual({ kind: 'sold out', taken: [3, 4] });
  });

  it('goes back to what was left unsold before it', async () => {
    const outcome = await sellNext(house([9], [1]), all, ticketOf(9), sale);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 2 }, taken: [9] });
  });

  it('sells no second ticket when the first answer was lost', async () => {
    const counter = house();
    await counter.markSold(103, sale);
    const outcome = await sellNext(counter, all, ticketOf(3), sale, 103);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 3 } });
    expect(counter.asked).toEqual([3]);
  });

  it('sells after a lost request that never arrived', async () => {
    const counter = house();
    const outcome = await sellNext(counter, all, ticketOf(3), sale, 103);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 3 } });
    expect(counter.asked).toEqual([3]);
  });

  it('never takes a sale to nobody known for its own', async () => {
    const counter = house();
    await counter.markSold(102, {});
    const outcome = await sellNext(counter, [], (await counter.ticket(103)), {}, 102);
    expect(outcome).toMatchObject({ kind: 'sold', ticket: { serial: 3 } });
  });

  it('finds the next unsold ticket of an offer in several batches', async () => {
    const counter = house([], [1, 2, 7]);
    expect((await nextUnsold(counter, [{ first: 1, last: 2 }, { first: 7, last: 9 }]))?.serial).toBe(8);
    expect((await nextUnsold(counter, [{ first: 1, last: 4 }], 4))?.serial).toBe(4);
    expect(await nextUnsold(counter, [{ first: 1, last: 2 }])).toBeUndefined();
  });
});
