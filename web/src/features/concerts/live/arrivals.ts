// Admissions by minute: what the server had counted when it was asked, and what the stream has told since.

export interface Bar {
  /// When it begins, in milliseconds since 1970.
  readonly start: number;
  readonly admitted: number;
}

export const minute_ms = 60_000;

const minuteOf = (instant: number): number => Math.floor(instant / minute_ms) * minute_ms;

/// Both sides count the same admissions, so they are never added: of each minute the larger count is the one
/// that has seen more. The minute in which the stream began is whole only in a later asking.
export class Arrivals {
  readonly #counted: ReadonlyMap<number, number>;
  readonly #followed: ReadonlyMap<number, number>;

  constructor(counted?: ReadonlyMap<number, number>, followed?: ReadonlyMap<number, number>) {
    this.#counted = counted ?? new Map();
    this.#followed = followed ?? new Map();
  }

  withCounted(minutes: readonly { minute: string; admitted: number }[]): Arrivals {
    return new Arrivals(
      new Map(minutes.map(({ minute, admitted }) => [minuteOf(Date.parse(minute)), admitted])),
      this.#followed,
    );
  }

  withAdmissions(instants: readonly string[]): Arrivals {
    if (instants.length === 0) return this;
    const followed = new Map(this.#followed);
    for (const instant of instants) {
      const minute = minuteOf(Date.parse(instant));
      followed.set(minute, (followed.get(minute) ?? 0) + 1);
    }
    return new Arrivals(this.#counted, followed);
  }

  at(minute: number): number {
    return Math.max(this.#counted.get(minute) ?? 0, this.#followed.get(minute) ?? 0);
  }

  /// Whole groups of `width` minutes; the last one holds `now`. Oldest first.
  bars(now: number, count: number, width: number): Bar[] {
    const group_ms = width * minute_ms;
    const newest = Math.floor(now / group_ms) * group_ms;
    return Array.from({ length: count }, (_, place) => {
      const start = newest - (count - 1 - place) * group_ms;
      let admitted = 0;
      for (let minute = start; minute < start + group_ms; minute += minute_ms) {
        admitted += this.at(minute);
      }
      return { start, admitted };
    });
  }

  /// Admissions a minute over the last five whole minutes and the one that is running.
  pace(now: number): number {
    const running = minuteOf(now);
    let admitted = this.at(running);
    for (let back = 1; back <= 5; ++back) admitted += this.at(running - back * minute_ms);
    return admitted / (5 + (now - running) / minute_ms);
  }
}

/// A top for the scale that is easy to read: 1, 2 or 5 times a power of ten, at least 4.
export function scaleTop(largest: number): number {
  const wanted = Math.max(4, largest);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 4, 5, 10].find((factor) => factor * power >= wanted) ?? 10;
  return step * power;
}
