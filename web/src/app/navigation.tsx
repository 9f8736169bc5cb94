// The ways through the app, by role.

import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';

import { pendingTransfers } from '@/api/pending-transfers';
import type { Role, User } from '@/api/session';
import { texts } from '@/texts/en';
import {
  ClaimIcon, ConcertIcon, DoorIcon, JournalIcon, RefundIcon, TeamIcon, TicketIcon, TransferIcon,
} from '@/ui/icons';

export interface Way {
  to: string;
  label: string;
  Icon: ComponentType<{ size?: number }>;
  /** Only this very address, not those below it. */
  isExact?: boolean;
  /** How many things wait there. */
  waiting?: number;
}

const words = texts.common.navigation;
const concerts: Way = { to: '/concerts', label: words.concerts, Icon: ConcertIcon };
const door: Way = { to: '/door', label: words.door, Icon: DoorIcon };

const ways: Record<Role, readonly Way[]> = {
  admin: [
    concerts,
    door,
    { to: '/refunds', label: words.refunds, Icon: RefundIcon },
    { to: '/team', label: words.team, Icon: TeamIcon },
    { to: '/journal', label: words.journal, Icon: JournalIcon },
  ],
  scanner: [door, concerts, { to: '/wallet', label: words.tickets, Icon: TicketIcon }],
  viewer: [
    { to: '/wallet', label: words.tickets, Icon: TicketIcon, isExact: true },
    { to: '/wallet/claim', label: words.claim, Icon: ClaimIcon },
    { to: '/wallet/transfers', label: words.transfers, Icon: TransferIcon },
    { to: '/wallet/refunds', label: words.refunds, Icon: RefundIcon },
  ],
};

export function useWays(user: User): readonly Way[] {
  const { data } = useQuery({ ...pendingTransfers, enabled: user.role === 'viewer' });
  const waiting = data?.filter((transfer) => transfer.from_user_id !== user.id).length ?? 0;
  return ways[user.role].map((way) => (way.to === '/wallet/transfers' ? { ...way, waiting } : way));
}
