import type { components } from '@/api/schema.gen';
import { formatDay, formatClock } from '@/lib/dates';
import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

type Fact = components['schemas']['Fact'];
type Scan = components['schemas']['Scan'];

interface TicketHistoryProps {
  /** Oldest first. */
  facts: readonly Fact[];
  /** They know the gate and the notes, which facts do not. */
  scans: readonly Scan[];
  timezone: string;
}

const toneOf = (kind: string): string => {
  if (kind === 'scan.refused' || kind === 'refund.approved') return 'bg-refuse';
  return kind === 'scan.accepted' ? 'bg-admit' : 'bg-stamp';
};

/** A ticket's life, top to bottom, punched along a perforation. */
export function TicketHistory({ facts, scans, timezone }: TicketHistoryProps) {
  const words = texts.sales.ticket;
  if (facts.length === 0) return <p className="text-ink-soft">{words.historyNone}</p>;
  const scanOf = new Map(scans.map((scan) => [scan.id, scan]));
  return (
    <ol className="history">
      {facts.map((fact, place) => {
        const day = formatDay(fact.at, timezone);
        const previous = facts[place - 1];
        const scan = fact.kind.startsWith('scan.') ? scanOf.get(fact.subject_id ?? 0) : undefined;
        const isNewDay = previous === undefined || formatDay(previous.at, timezone) !== day;
        return (
          <li key={`${fact.number} ${place}`} className="history-fact">
            <span aria-hidden="true" className={classNames('history-punch', toneOf(fact.kind))} />
            {isNewDay && <p className="text-sm font-semibold text-ink-soft">{day}</p>}
            <p>
              <strong className="font-semibold">{words.kind[fact.kind] ?? fact.kind}</strong>{' '}
              <span className="text-sm text-ink-soft">
                <time dateTime={fact.at} className="tabular-nums">{formatClock(fact.at, timezone)}</time>
                {` ${fact.actor === null ? words.byHouse : words.by(fact.actor)}`}
              </span>
            </p>
            <p className="text-ink-soft [overflow-wrap:anywhere]" dir="auto">
              {scan === undefined ? fact.detail : sentenceOf(scan)}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** "Gate A · admission · Already admitted before": the one before stands above it, in this zone's time. */
function sentenceOf({ location, scan_type, reason, notes }: Scan): string {
  const words = texts.sales.ticket;
  return [location, words.scanType[scan_type], words.scan[reason], notes].filter(Boolean).join(' · ');
}
