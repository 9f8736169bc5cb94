// What a typed date means: spelled out there, on the reader's own clock where that is another one, and a
// word of warning when clocks change that night.

import { fromLocalText, offsetText } from '@/features/concerts/zoned-time';
import { formatDayAndTime, formatTime } from '@/lib/dates';
import { texts } from '@/texts/en';

export function DateMeaning({ date, timezone }: { date: string; timezone: string }) {
  const words = texts.concerts.form;
  const meant = fromLocalText(date, timezone);
  if (meant === undefined) return words.dateHelp;
  const instant = meant.instant.toISOString();
  const there = `${formatDayAndTime(instant, timezone)} ${offsetText(meant.instant, timezone)}`;
  const here = formatDayAndTime(instant);
  const isElsewhere = here !== formatDayAndTime(instant, timezone);
  return (
    <>
      {words.dateMeans(there, isElsewhere ? here : undefined)}
      {meant.kind === 'twice' && <strong className="block text-caution">{words.dateTwice}</strong>}
      {meant.kind === 'skipped' && (
        <strong className="block text-caution">{words.dateSkipped(formatTime(instant, timezone))}</strong>
      )}
    </>
  );
}
