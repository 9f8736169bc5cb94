import type { ConcertState } from '@/features/concerts/concert-state';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { CheckIcon, ClockIcon, DoorIcon, PlusIcon, TicketIcon } from '@/ui/icons';

export function StateBadge({ state }: { state: ConcertState }) {
  const words = texts.concerts.state;
  switch (state) {
    case 'open':
      return <Badge tone="admit" icon={<DoorIcon />}>{words.open}</Badge>;
    case 'onSale':
      return <Badge tone="stamp" icon={<TicketIcon />}>{words.onSale}</Badge>;
    case 'soldOut':
      return <Badge icon={<CheckIcon />}>{words.soldOut}</Badge>;
    case 'noTickets':
      return <Badge tone="caution" icon={<PlusIcon />}>{words.noTickets}</Badge>;
    case 'past':
      return <Badge icon={<ClockIcon />}>{words.past}</Badge>;
    case 'unknown':
      return null;
  }
}
