// The last scans of this device: for "was that you just now?".

import type { ReactNode } from 'react';

import { formatClock } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { Dialog } from '@/ui/dialog';
import { CheckIcon, CrossIcon, WarningIcon } from '@/ui/icons';

import type { Scan } from '../logic/scan-request';
import { viewOf, type Tone } from '../logic/verdict';

const words = texts.door.recent;
const icons: Record<Tone, ReactNode> = {
  admit: <CheckIcon />,
  caution: <WarningIcon />,
  refuse: <CrossIcon />,
};

interface RecentSheetProps {
  isOpen: boolean;
  scans: readonly Scan[];
  timezone: string | undefined;
  onClose: () => void;
}

export function RecentSheet({ isOpen, scans, timezone, onClose }: RecentSheetProps) {
  return (
    <Dialog isOpen={isOpen} title={words.title} onClose={onClose}>
      {scans.length === 0 && <p className="text-ink-soft">{words.none}</p>}
      <ol className="flex flex-col">
        {scans.map((scan) => <Line key={scan.id} scan={scan} timezone={timezone} />)}
      </ol>
    </Dialog>
  );
}

function Line({ scan, timezone }: { scan: Scan; timezone: string | undefined }) {
  const { tone, word, sentence, ticket } = viewOf(scan);
  const name = ticket === null ? words.unknown : (ticket.name ?? texts.door.ticket.unnamed);
  return (
    <li className="flex flex-col gap-0.5 border-t border-line py-2.5">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate font-semibold" dir="auto">{name}</span>
        <Badge tone={tone} icon={icons[tone]}>{word}</Badge>
      </span>
      <span className="text-sm text-ink-soft">
        <time dateTime={scan.scanned_at} className="tabular-nums">{formatClock(scan.scanned_at, timezone)}</time>
        {ticket !== null && ` · ${texts.door.ticket.serial(ticket.serial)}`}
        {sentence !== null && ` · ${sentence}`}
      </span>
    </li>
  );
}
