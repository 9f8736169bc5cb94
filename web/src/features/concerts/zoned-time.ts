// A concert's date is typed as the clock on the venue's wall shows it, and sent in UTC. Between the two lies
// the zone's offset, which is another one in summer than in winter.

export interface ZonedInstant {
  readonly instant: Date;
  /// `skipped`: clocks jump over this time, and the time as long after the jump is taken. `twice`: clocks
  /// show it twice, and the first one is taken.
  readonly kind: 'once' | 'twice' | 'skipped';
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/// What the clock in the zone shows, as if that were UTC.
function wallClock(instant: number, zone: string): number {
  const parts = new Map(formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(
    part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'),
  );
}

/// The instant -> "2026-11-23T19:30", as <input type="datetime-local"> wants it.
export function toLocalText(instant: string | Date, zone: string): string {
  return new Date(wallClock(new Date(instant).getTime(), zone)).toISOString().slice(0, 16);
}

/// "2026-11-23T19:30" on the zone's clock -> the instant; undefined for what is no date and time.
export function fromLocalText(text: string, zone: string): ZonedInstant | undefined {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? Date.parse(`${text}Z`) : NaN;
  if (Number.isNaN(wanted)) return undefined;
  const day_ms = 86_400_000;
  // No zone changes its clocks twice within two days, so one of these two offsets is the right one.
  const [before, after] = [wanted - day_ms, wanted + day_ms].map((near) => wallClock(near, zone) - near);
  const candidates = [...new Set([wanted - before!, wanted - after!])]
    .filter((candidate) => wallClock(candidate, zone) === wanted)
    .sort((one, other) => one - other);
  const [first] = candidates;
  if (first === undefined) return { instant: new Date(wanted - before!), kind: 'skipped' };
  return { instant: new Date(first), kind: candidates.length > 1 ? 'twice' : 'once' };
}

/// "UTC+1", "UTC−3:30": the zone's offset at this instant.
export function offsetText(instant: Date, zone: string): string {
  const whole_s = Math.floor(instant.getTime() / 1000) * 1000;
  const minutes = Math.round((wallClock(whole_s, zone) - whole_s) / 60_000);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/// All zones, the browser's own and UTC first.
export function timeZones(): string[] {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
