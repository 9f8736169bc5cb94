// Tickets are generated in batches of one tier and one price, with consecutive serials. The journal knows
// where each batch begins and ends; so the next unsold ticket of a tier is found without reading a list.

import type { components } from '@/api/schema.gen';

type Fact = components['schemas']['Fact'];

export interface Batch {
  readonly first: number;
  readonly last: number;
}

/// "Created ticket 7", "Created 1000 tickets, 1 to 1000" -> the batch.
function batchOf(detail: string): Batch | undefined {
  const [, first, last] = /(\d+)(?: to (\d+))?$/.exec(detail) ?? [];
  if (first === undefined) return undefined;
  return { first: Number(first), last: Number(last ?? first) };
}

/// Every serial from 1 to `total` in exactly one batch, whatever the journal told.
export function batchesOf(facts: readonly Pick<Fact, 'detail'>[], total: number): Batch[] {
  const told = facts
    .map((fact) => batchOf(fact.detail))
    .filter((batch) => batch !== undefined)
    .sort((one, other) => one.first - other.first);
  const batches: Batch[] = [];
  let next = 1;
  for (const { first, last } of told) {
    if (first > next) batches.push({ first: next, last: first - 1 });
    if (last >= next) batches.push({ first: Math.max(first, next), last });
    next = Math.max(next, last + 1);
  }
  if (next <= total) batches.push({ first: next, last: total });
  return batches;
}

/// What a buyer chooses between: tickets of the same tier at the same price.
export interface Offer {
  readonly key: string;
  readonly tier: string | null;
  readonly price: string | null;
  readonly batches: readonly Batch[];
}

export interface SampledBatch extends Batch {
  readonly tier: string | null;
  readonly price: string | null;
}

/// In the order in which they were generated first.
export function offersOf(batches: readonly SampledBatch[]): Offer[] {
  const offers = new Map<string, Offer>();
  for (const { first, last, tier, price } of batches) {
    const key = JSON.stringify([tier, price]);
    const known = offers.get(key)?.batches ?? [];
    offers.set(key, { key, tier, price, batches: [...known, { first, last }] });
  }
  return [...offers.values()];
}
