import type { ReactNode } from 'react';

import type { TicketStatus } from '@/features/sales/queries';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { CheckIcon, CrossIcon, DoorIcon, InfoIcon, TicketIcon, TransferIcon } from '@/ui/icons';
import type { Tone } from '@/ui/notice';

const looks: Record<TicketStatus, { tone: Tone | 'plain'; icon: ReactNode }> = {
  created: { tone: 'plain', icon: <TicketIcon /> },
  sold: { tone: 'stamp', icon: <CheckIcon /> },
  transferred: { tone: 'stamp', icon: <TransferIcon /> },
  scanned_entry: { tone: 'caution', icon: <InfoIcon /> },
  attended: { tone: 'admit', icon: <DoorIcon /> },
  refunded: { tone: 'refuse', icon: <CrossIcon /> },
};

export const statuses = Object.keys(looks) as TicketStatus[];

export function StatusBadge({ status }: { status: TicketStatus }) {
  const { tone, icon } = looks[status];
  return <Badge tone={tone} icon={icon}>{texts.sales.status[status]}</Badge>;
}
