import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';

import { isAdmission, type Scan } from '@/features/concerts/live/live-state';
import { formatClock } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { CheckIcon, CrossIcon, InfoIcon } from '@/ui/icons';

const rows_max = 12;

/** The newest first. They come by themselves, and are not read out: the counts are. */
export function LastScans({ scans, timezone }: { scans: readonly Scan[]; timezone: string }) {
  const words = texts.concerts.live.scans;
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h2 className="text-xl">{words.title}</h2>
      {scans.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <ul className="stock divide-y divide-line">
          {scans.slice(0, rows_max).map((scan) => <ScanRow key={scan.id} scan={scan} timezone={timezone} />)}
        </ul>
      )}
    </section>
  );
}

const ScanRow = memo(function ScanRow({ scan, timezone }: { scan: Scan; timezone: string }) {
  const words = texts.concerts.live.scans;
  const { ticket, ticket_id } = scan;
  return (
    <li className="scan-row flex items-start gap-3 px-4 py-3" data-new="true">
      <time dateTime={scan.scanned_at} className="pt-0.5 font-mono text-sm text-ink-soft tabular-nums">
        {formatClock(scan.scanned_at, timezone)}
      </time>
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">
          {ticket === null || ticket_id === null ? (
            words.unknown
          ) : (
            <Link to={`/tickets/${ticket_id}`} className="font-semibold underline decoration-edge underline-offset-4 hover:decoration-current">
              <span dir="auto">{ticket.buyer_name ?? words.unnamed}</span>
            </Link>
          )}
        </p>
        <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
          {[
            ticket === null ? null : words.ticket(ticket.serial),
            ticket?.tier,
            scan.location,
            scan.verdict === 'refused' ? whyRefused(scan, timezone) : null,
          ].filter(Boolean).join(' · ')}
        </p>
      </div>
      {mark(scan)}
    </li>
  );
});

/** In the concert's time, which the server's own sentence is not. */
function whyRefused({ reason, previous }: Scan, timezone: string): string {
  const words = texts.concerts.live.scans;
  if (previous === null) return words.reason[reason];
  const before = words.before(formatClock(previous.scanned_at, timezone), previous.location, previous.scanned_by);
  return `${words.reason[reason]} ${before}`;
}

function mark(scan: Scan): ReactNode {
  const words = texts.concerts.live.scans.verdict;
  if (scan.verdict === 'refused') return <Badge tone="refuse" icon={<CrossIcon />}>{words.refused}</Badge>;
  if (isAdmission(scan)) return <Badge tone="admit" icon={<CheckIcon />}>{words.admitted}</Badge>;
  const word = scan.scan_type === 'entry_check' ? words.checked : words.confirmed;
  return <Badge tone="stamp" icon={<InfoIcon />}>{word}</Badge>;
}
