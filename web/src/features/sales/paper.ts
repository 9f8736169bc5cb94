// What a ticket of paper is, when it is held against the counter: pure.

import type { Ticket } from '@/features/sales/queries';

export type Standing = 'unsold' | 'sold' | 'used' | 'refunded' | 'elsewhere';

export function standingAt(ticket: Pick<Ticket, 'concert_id' | 'status'>, concertId: number): Standing {
  if (ticket.concert_id !== concertId) return 'elsewhere';
  switch (ticket.status) {
    case 'created':
      return 'unsold';
    case 'refunded':
      return 'refunded';
    case 'attended':
      return 'used';
    case 'sold':
    case 'transferred':
    case 'scanned_entry':
      return 'sold';
  }
}
