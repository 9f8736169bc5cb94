// Numbers of several rounds, and how they are written down.

/// What one round after the other gave, in the order of the rounds.
export type Rounds = readonly number[];

/// The middle one; of an even number the lower of the two. Throws when there is none.
export function median(values: Rounds): number {
  const value = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/// The item whose value is the median.
export function middleOf<T>(items: readonly T[], value: (item: T) => number): T {
  const middle = median(items.map(value));
  const found = items.find((item) => value(item) === middle);
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/// Round by round: what is divided was measured shortly one after the other.
export function ratios(above: Rounds, below: Rounds): Rounds {
  if (above.length !== below.length) throw new Error('rates of different numbers of rounds');
  return above.map((value, round) => value / (below[round] ?? Number.NaN));
}

/// With separators of thousands, and as many decimals as matter.
export function number(value: number): string {
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: Number.isInteger(value) ? 0 : decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/// "median (least–most)"; the number alone where there was one round.
export function withSpread(values: Rounds): string {
  if (values.length === 1) return number(median(values));
  return `${number(median(values))} (${number(Math.min(...values))}–${number(Math.max(...values))})`;
}

/// A table in Markdown; all columns but the first are numbers.
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = `|---|${header.slice(1).map(() => '---:|').join('')}`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

/// What was aimed for, held against what was measured.
export interface Aim {
  what: string;
  measured: Rounds;
  /// The median must be at least, or at most, this.
  bound: { atLeast: number } | { atMost: number };
  /// "×", " ms", " MiB".
  unit: string;
}

/// A table of aims that says of each whether it is met.
export function aimsTable(aims: readonly Aim[]): string {
  const rows = aims.map(({ what, measured, bound, unit }) => {
    const middle = median(measured);
    const [sign, limit, isMet] = 'atLeast' in bound
      ? ['≥', bound.atLeast, middle >= bound.atLeast] as const
      : ['≤', bound.atMost, middle <= bound.atMost] as const;
    return [what, `${withSpread(measured)}${unit}`, `${sign} ${number(limit)}${unit}`, isMet ? 'met' : 'missed'];
  });
  return table(['held against the aim', 'measured', 'aim', ''], rows);
}
