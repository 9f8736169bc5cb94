// What a ticket is good for right now: its status together with what waits for it.

import type { Refund, Ticket, Transfer } from './wire';

export type Standing =
  | { kind: 'ready' }
  | { kind: 'refund_pending'; refund: Refund }
  | { kind: 'transfer_pending'; transfer: Transfer }
  /// Seen at the outer entrance: admits, but can be neither refunded nor passed on.
  | { kind: 'entered' }
  | { kind: 'attended' }
  | { kind: 'refunded' };

export function standingOf(
  ticket: Ticket,
  refunds: readonly Refund[],
  transfers: readonly Transfer[],
): Standing {
  switch (ticket.status) {
    case 'attended':
      return { kind: 'attended' };
    case 'refunded':
      return { kind: 'refunded' };
    case 'scanned_entry':
      return { kind: 'entered' };
    case 'created':
    case 'sold':
    case 'transferred':
      break;
  }
  const waits = ({ ticket_id, status }: Refund | Transfer) => ticket_id === ticket.id && status === 'pending';
  const refund = refunds.find(waits);
  if (refund !== undefined) return { kind: 'refund_pending', refund };
  const transfer = transfers.find(waits);
  if (transfer !== undefined) return { kind: 'transfer_pending', transfer };
  return { kind: 'ready' };
}

/// Whom a transfer goes to, in a word.
export const recipientOf = (transfer: Transfer, somebody: string): string =>
  transfer.to_username ?? transfer.to_email ?? somebody;

/// The code opens a door: it may be shown.
export const admits = (standing: Standing): boolean =>
  standing.kind !== 'attended' && standing.kind !== 'refunded';
