// Facts by day, newest first. Days and times are those of whoever reads.

import { memo } from 'react';
import { Link } from 'react-router';

import '@/features/journal/journal.css';
import type { Fact } from '@/features/journal/queries';
import { formatClock, formatDay } from '@/lib/dates';
import { texts } from '@/texts/en';

interface FactListProps {
  facts: Fact[];
  concertNames: ReadonlyMap<number, string>;
}

export function FactList({ facts, concertNames }: FactListProps) {
  const days: { day: string; facts: Fact[] }[] = [];
  for (const fact of facts) {
    const day = formatDay(fact.at);
    const last = days.at(-1);
    if (last?.day === day) last.facts.push(fact);
    else days.push({ day, facts: [fact] });
  }
  return (
    <div className="flex flex-col gap-6" role="group" aria-label={texts.journal.label}>
      {days.map(({ day, facts: ofDay }) => (
        <section key={day} className="flex flex-col gap-2">
          <h2 className="journal-day text-lg">{day}</h2>
          <ol className="stock divide-y divide-line">
            {ofDay.map((fact) => (
              <FactRow key={fact.number} fact={fact} concertName={fact.concert_id === null ? undefined : concertNames.get(fact.concert_id)} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

const FactRow = memo(function FactRow({ fact, concertName }: { fact: Fact; concertName: string | undefined }) {
  const words = texts.journal;
  return (
    <li className="fact-row">
      <time dateTime={fact.at} className="font-mono text-sm text-ink-soft tabular-nums">{formatClock(fact.at)}</time>
      <span className="font-semibold [overflow-wrap:anywhere]">{fact.actor ?? words.house}</span>
      <div className="fact-row-what min-w-0">
        <p>
          <span className="font-semibold">{words.kinds[fact.kind] ?? fact.kind}</span>{' '}
          {fact.ticket_id !== null && (
            <Link to={`/tickets/${fact.ticket_id}`} className="-my-1 inline-block py-1 text-sm underline decoration-edge underline-offset-4 hover:decoration-current">{words.ticket}</Link>
          )}
        </p>
        <p className="text-ink-soft [overflow-wrap:anywhere]" dir="auto">{fact.detail}</p>
      </div>
      <span className="fact-row-concert -my-1 truncate text-sm text-ink-soft" dir="auto">
        {fact.concert_id !== null && concertName !== undefined && (
          <Link to={`/concerts/${fact.concert_id}`} className="inline-block max-w-full truncate py-1 underline decoration-edge underline-offset-4 hover:decoration-current">{concertName}</Link>
        )}
        {/* The names come by themselves: nothing below moves when they do. */}
        {fact.concert_id !== null && concertName === undefined && <span className="inline-block max-w-full truncate py-1">{'\u00a0'}</span>}
      </span>
    </li>
  );
});
