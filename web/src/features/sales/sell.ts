// Sells the next ticket of an offer, while other counters do the same. Knows no screen and no HTTP.

import type { components } from '@/api/schema.gen';
import type { Batch } from '@/features/sales/batches';

export type Ticket = components['schemas']['Ticket'];
export type Sale = components['schemas']['SaleRequest'];

export type SaleAnswer =
  | { kind: 'sold'; ticket: Ticket }
  /// Somebody else has it.
  | { kind: 'taken' };

export interface Counter {
  /// The unsold ticket with the lowest serial above `serial`.
  unsoldAfter(serial: number): Promise<Ticket | undefined>;
  ticket(id: number): Promise<Ticket>;
  /// Throws when the sale was refused otherwise, or when nobody can tell what became of it.
  markSold(id: number, sale: Sale): Promise<SaleAnswer>;
}

export type Outcome =
  | { kind: 'sold'; ticket: Ticket; taken: number[] }
  | { kind: 'sold out'; taken: number[] };

/// The first unsold ticket of these batches, at least `from`.
export async function nextUnsold(
  counter: Pick<Counter, 'unsoldAfter'>,
  batches: readonly Batch[],
  from = 0,
): Promise<Ticket | undefined> {
  for (const { first, last } of batches) {
    if (last < from) continue;
    const ticket = await counter.unsoldAfter(Math.max(first, from) - 1);
    if (ticket !== undefined && ticket.serial <= last) return ticket;
  }
  return undefined;
}

/// Losing that many races in a row is no race any more.
const taken_max = 50;

/// A sale to nobody known looks like every other.
const isTheSale = (ticket: Ticket, sale: Sale): boolean =>
  ticket.status !== 'created' &&
  ticket.buyer_name !== null &&
  ticket.buyer_name === sale.buyer_name &&
  ticket.buyer_email === sale.buyer_email;

/// Sells `ticket`, or the next one of the batches for each that another counter took meanwhile: their serials
/// are in `taken`. `unsure` is a ticket whose sale to the same buyer was cut off before: it counts as sold
/// when it turns out to be, so that nobody is sold two tickets because of a lost answer.
export async function sellNext(
  counter: Counter,
  batches: readonly Batch[],
  ticket: Ticket,
  sale: Sale,
  unsure?: number,
): Promise<Outcome> {
  const taken: number[] = [];
  let next: Ticket | undefined = ticket;
  if (unsure !== undefined) {
    const earlier = await counter.ticket(unsure);
    if (isTheSale(earlier, sale)) return { kind: 'sold', ticket: earlier, taken };
  }
  while (next !== undefined && taken.length < taken_max) {
    const answer = await counter.markSold(next.id, sale);
    if (answer.kind === 'sold') return { ...answer, taken };
    taken.push(next.serial);
    next =
      (await nextUnsold(counter, batches, next.serial + 1)) ?? (await nextUnsold(counter, batches));
  }
  return { kind: 'sold out', taken };
}
