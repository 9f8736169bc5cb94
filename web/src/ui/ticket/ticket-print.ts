// How a ticket's values are printed: pure.

/// "000012": six digits, as a printer's numbering machine sets them.
export const printedSerial = (serial: number): string => String(serial).padStart(6, '0');

/// Names are of any length; print gets smaller before it wraps into a wall.
export function nameSize(name: string): 'short' | 'medium' | 'long' | 'endless' {
  // Ideographs are about twice as wide as letters.
  let width = 0;
  for (const letter of name) width += /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1;
  if (width <= 18) return 'short';
  if (width <= 36) return 'medium';
  return width <= 80 ? 'long' : 'endless';
}

export interface PrintedDate {
  /// "Fri 18 Jun"
  day: string;
  /// "2027"
  year: string;
}

/// A concert's day on the calendar of its own place, short enough for paper.
export function printedDate(instant: string, timezone: string): PrintedDate {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return { day: `${part('weekday')} ${part('day')} ${part('month')}`, year: part('year') };
}
