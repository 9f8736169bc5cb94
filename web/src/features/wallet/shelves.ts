// How a wallet is sorted: concerts to come, the next one first; then those that were, the last one first.

import type { Concert, Ticket } from './wire';

/// The tickets of one concert. `concert` is missing while it is being fetched.
export interface Bundle {
  concert_id: number;
  concert: Concert | undefined;
  tickets: Ticket[];
}

export interface Shelves {
  upcoming: Bundle[];
  past: Bundle[];
}

/// A concert is over, for a wallet, half a day after it began.
const concertLasts_ms = 12 * 3_600_000;

export function shelve(
  tickets: readonly Ticket[],
  concerts: ReadonlyMap<number, Concert>,
  now_ms: number,
): Shelves {
  const bundles = new Map<number, Bundle>();
  for (const ticket of tickets) {
    const { concert_id } = ticket;
    const bundle = bundles.get(concert_id) ?? { concert_id, concert: concerts.get(concert_id), tickets: [] };
    bundle.tickets.push(ticket);
    bundles.set(concert_id, bundle);
  }
  const sorted = [...bundles.values()].sort((one, other) => startOf(one) - startOf(other));
  for (const bundle of sorted) bundle.tickets.sort((one, other) => one.serial - other.serial);
  const isOver = (bundle: Bundle) => startOf(bundle) + concertLasts_ms < now_ms;
  return {
    upcoming: sorted.filter((bundle) => !isOver(bundle)),
    past: sorted.filter(isOver).reverse(),
  };
}

/// A concert that is not known yet stands at the end of what is to come, where it disturbs least.
const startOf = ({ concert }: Bundle): number =>
  concert === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(concert.date);
