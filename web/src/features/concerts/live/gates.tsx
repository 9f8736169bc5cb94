import type { Attendance } from '@/features/concerts/live/live-state';
import { formatClock } from '@/lib/dates';
import { texts } from '@/texts/en';

interface GatesProps {
  gates: Attendance['by_location'];
  timezone: string;
}

/** What each gate has seen: the busiest first would jump about, so they stand by name. */
export function Gates({ gates, timezone }: GatesProps) {
  const words = texts.concerts.live.gates;
  const name = (gate: GatesProps['gates'][number]): string => gate.location || words.unnamed;
  const { compare } = new Intl.Collator('en', { numeric: true });
  const sorted = [...gates].sort((one, other) => compare(name(one), name(other)));
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{words.title}</h2>
      {gates.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.gate}</th>
              <th scope="col" className="text-right">{words.accepted}</th>
              <th scope="col" className="text-right">{words.refused}</th>
              <th scope="col" className="text-right">{words.last}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((gate) => (
              <tr key={gate.location ?? ''}>
                <th scope="row" dir="auto">{name(gate)}</th>
                <td className="text-right tabular-nums">{texts.concerts.live.number(gate.accepted)}</td>
                <td className="text-right tabular-nums">{texts.concerts.live.number(gate.refused)}</td>
                <td className="text-right tabular-nums">{formatClock(gate.last_scanned_at, timezone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
