// Where a concert stands on its way from the first idea to the morning after.

import type { components } from '@/api/schema.gen';

type Concert = components['schemas']['Concert'];
type Attendance = components['schemas']['Attendance'];

export type ConcertState = 'open' | 'onSale' | 'soldOut' | 'noTickets' | 'past' | 'unknown';

const hour_ms = 3_600_000;
/** An evening is over this long after it began. */
const evening_ms = 6 * hour_ms;
/** Doors open at most this long before. */
const doors_ms = 4 * hour_ms;

export const isPast = (concert: Pick<Concert, 'date'>, now: number): boolean =>
  now > Date.parse(concert.date) + evening_ms;

export function stateOf(
  concert: Pick<Concert, 'date'>,
  attendance: Pick<Attendance, 'total' | 'created' | 'attended' | 'scanned_entry'> | undefined,
  now: number,
): ConcertState {
  if (isPast(concert, now)) return 'past';
  if (attendance === undefined) return 'unknown';
  const isNear = now > Date.parse(concert.date) - doors_ms;
  if (isNear && attendance.attended + attendance.scanned_entry > 0) return 'open';
  if (attendance.total === 0) return 'noTickets';
  return attendance.created > 0 ? 'onSale' : 'soldOut';
}

/** What comes next first; what has been, the latest first. */
export function byDate(concerts: readonly Concert[], now: number): { coming: Concert[]; past: Concert[] } {
  const sorted = [...concerts].sort((one, other) => Date.parse(one.date) - Date.parse(other.date));
  return {
    coming: sorted.filter((concert) => !isPast(concert, now)),
    past: sorted.filter((concert) => isPast(concert, now)).reverse(),
  };
}
