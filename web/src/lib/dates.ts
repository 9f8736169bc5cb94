// Dates as people of a concert read them: in the concert's time zone, whatever zone the phone is in.

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make, and a table asks for the same one a thousand times. */
function format(timezone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timezone ?? ''} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) {
    const zone = timezone === undefined ? {} : { timeZone: timezone };
    made = new Intl.DateTimeFormat('en-GB', { ...options, ...zone });
    formats.set(key, made);
  }
  return made;
}

/** "Fri, 18 June 2027" */
export function formatDay(instant: string, timezone?: string): string {
  return format(timezone, {
    weekday: 'short', day: 'numeric', month: 'long', year: 'numeric',
  }).format(new Date(instant));
}

/** "20:00" */
export function formatTime(instant: string, timezone?: string): string {
  return format(timezone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** "20:00:07" */
export function formatClock(instant: string, timezone?: string): string {
  return format(timezone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(instant));
}

/** "Fri, 18 June 2027, 20:00" */
export function formatDayAndTime(instant: string, timezone?: string): string {
  return `${formatDay(instant, timezone)}, ${formatTime(instant, timezone)}`;
}

/** "18 Jun 2027, 20:00": for tables. */
export function formatShort(instant: string, timezone?: string): string {
  return format(timezone, {
    day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
  }).format(new Date(instant));
}

/** "CEST" or "GMT+2": said where the reader may be in another zone. */
export function formatZone(instant: string, timezone: string): string {
  const parts = format(timezone, { timeZoneName: 'short' }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timezone;
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];

/** "4 min ago", "in 2 days", "now". */
export function formatAgo(instant: string, now: number = Date.now()): string {
  const distance_s = Math.round((Date.parse(instant) - now) / 1000);
  const [unit, unit_s] = units.find(([, size_s]) => Math.abs(distance_s) >= size_s) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'short' }).format(
    Math.trunc(distance_s / unit_s),
    unit,
  );
}
