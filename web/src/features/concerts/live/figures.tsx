// The counts of the evening: the large one, the strip of coupons that fills, and the rest.

import { memo } from 'react';

import type { Attendance } from '@/features/concerts/live/live-state';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';

const coupons = 20;

interface FiguresProps {
  attendance: Attendance;
  /** Admissions a minute at the moment. */
  pace: number;
  currency: string;
}

export const Figures = memo(function Figures({ attendance, pace, currency }: FiguresProps) {
  const words = texts.concerts.live;
  const { attended, sold } = attendance;
  const figures = [
    [words.toCome, words.number(Math.max(0, sold - attended))],
    [words.pace, words.paceNumber(pace)],
    [words.checked, words.number(attendance.scanned_entry)],
    [words.unsold, words.number(attendance.created)],
    [words.refunded, words.number(attendance.refunded)],
    [words.revenue, formatMoney(attendance.revenue, currency)],
  ] as const;
  return (
    <section aria-label={words.inside} className="figures">
      <div className="notched notched-bottom perforated-bottom flex flex-col gap-4 p-5 sm:p-6">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-display text-6xl font-extrabold leading-none tracking-tight tabular-nums sm:text-8xl" data-figure="inside">
              {words.number(attended)}
            </span>
            <span className="text-lg">{words.insideOf(words.number(sold))}</span>
          </p>
          <p className="font-display text-4xl font-bold tabular-nums sm:text-5xl" data-figure="rate">
            {words.percent(sold === 0 ? 0 : attended / sold)}
          </p>
        </div>
        <div
          role="meter" aria-label={words.inside} aria-valuemin={0} aria-valuemax={Math.max(1, sold)} aria-valuenow={attended}
          aria-valuetext={words.meter(attended, sold)} className="coupons"
        >
          {Array.from({ length: coupons }, (_, place) => (
            <span key={place}>
              <span style={{ transform: `scaleX(${filled(attended, sold, place)})` }} />
            </span>
          ))}
        </div>
      </div>
      <dl className="notched notched-top grid grid-cols-2 gap-x-6 gap-y-4 p-5 sm:grid-cols-3 sm:p-6 lg:grid-cols-6">
        {figures.map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="text-2xl font-semibold tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
});

/** How much of a coupon is filled, 0 to 1. */
function filled(attended: number, sold: number, place: number): number {
  if (sold === 0) return 0;
  return Math.min(1, Math.max(0, (attended / sold) * coupons - place));
}
