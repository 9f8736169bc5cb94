// Generates many tickets in portions, so that it can be seen how far it is, and stopped.

import type { components } from '@/api/schema.gen';

type Created = components['schemas']['CreatedTickets'];

/** About a second's work for a small server. */
export const portion_tickets = 10_000;

export interface Generated {
  readonly made: number;
  readonly first: number;
  readonly last: number;
}

export const nothingGenerated: Generated = { made: 0, first: 0, last: 0 };

/** Portions of a quantity: 25,000 -> 10,000, 10,000, 5,000. */
export function portionsOf(quantity: number, portion = portion_tickets): number[] {
  const portions: number[] = [];
  for (let left = quantity; left > 0; left -= portion) portions.push(Math.min(left, portion));
  return portions;
}

interface GenerateOptions {
  quantity: number;
  create(quantity: number): Promise<Pick<Created, 'created' | 'first_serial' | 'last_serial'>>;
  onProgress(generated: Generated): void;
  isStopped(): boolean;
}

/** Returns what was made: all of it, or less when it was stopped. Throws what `create` throws; what was made
 * before has been told to onProgress. */
export async function generate({ quantity, create, onProgress, isStopped }: GenerateOptions): Promise<Generated> {
  let generated = nothingGenerated;
  for (const portion of portionsOf(quantity)) {
    if (isStopped()) break;
    const { created, first_serial, last_serial } = await create(portion);
    generated = {
      made: generated.made + created,
      first: generated.made === 0 ? first_serial : generated.first,
      last: last_serial,
    };
    onProgress(generated);
  }
  return generated;
}
