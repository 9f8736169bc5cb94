// Which concert: tonight's first, then those to come; past ones out of the way.

import { useId } from 'react';

import { formatDayAndTime } from '@/lib/dates';
import { texts } from '@/texts/en';

import type { Concert } from '../api/queries';
import { Choice } from './choice';

/// A concert is over when its doors opened this long ago.
const evening_ms = 18 * 3_600_000;
const shownAtOnce = 5;

interface ConcertChoiceProps {
  concerts: readonly Concert[];
  chosen: number | null;
  onChoose: (id: number) => void;
  error: string | undefined;
}

export function ConcertChoice({ concerts, chosen, onChoose, error }: ConcertChoiceProps) {
  const errorId = useId();
  const [first, more] = arranged(concerts, chosen, Date.now());
  const choice = (concert: Concert) => (
    <Choice
      key={concert.id} name="concert" isChosen={concert.id === chosen} onChoose={() => onChoose(concert.id)}
      title={concert.name} describedBy={error === undefined ? undefined : errorId}
      about={<>{formatDayAndTime(concert.date, concert.timezone)} · <span dir="auto">{concert.venue}</span></>}
    />
  );
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-semibold">{texts.door.setup.concert}</legend>
      {first.map(choice)}
      {more.length > 0 && (
        <details className="flex flex-col gap-2">
          <summary className="flex min-h-11 items-center font-semibold text-ink-soft">{texts.door.setup.others(more.length)}</summary>
          <div className="flex flex-col gap-2 pt-1">{more.map(choice)}</div>
        </details>
      )}
      {error !== undefined && <p id={errorId} role="alert" className="text-sm font-medium text-refuse">{error}</p>}
    </fieldset>
  );
}

/// Those that are shown at once, and the rest: the next evenings first, then the newest of the past.
export function arranged(
  concerts: readonly Concert[],
  chosen: number | null,
  now_ms: number,
): [Concert[], Concert[]] {
  const time = ({ date }: Concert): number => Date.parse(date);
  const isPast = (concert: Concert): boolean => time(concert) < now_ms - evening_ms;
  const coming = concerts.filter((concert) => !isPast(concert)).sort((a, b) => time(a) - time(b));
  const past = concerts.filter(isPast).sort((a, b) => time(b) - time(a));
  const all = [...coming, ...past];
  const atOnce = Math.min(shownAtOnce, Math.max(coming.length, 1));
  const first = all.filter(({ id }, place) => place < atOnce || id === chosen);
  return [first, all.filter((concert) => !first.includes(concert))];
}
