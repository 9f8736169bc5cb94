// Entries by minute, as bars; and as a table, for those who read rather than see.

import { memo, useState } from 'react';

import { scaleTop, type Arrivals, type Bar } from '@/features/concerts/live/arrivals';
import { formatTime } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Tabs } from '@/ui/tabs';

type Range = 'hour' | 'evening';

const ranges: Record<Range, { count: number; width: number }> = {
  hour: { count: 60, width: 1 },
  evening: { count: 72, width: 5 },
};

interface ArrivalsChartProps {
  arrivals: Arrivals;
  now: number;
  timezone: string;
}

export const ArrivalsChart = memo(function ArrivalsChart({ arrivals, now, timezone }: ArrivalsChartProps) {
  const [range, setRange] = useState<Range>('hour');
  const words = texts.concerts.live.arrivals;
  const { count, width } = ranges[range];
  const bars = arrivals.bars(now, count, width);
  const time = (bar: Bar): string => formatTime(new Date(bar.start).toISOString(), timezone);
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h2 className="text-xl">{words.titleOf(width)}</h2>
        <Tabs
          label={words.range} value={range} onChange={setRange}
          options={[{ value: 'hour', label: words.hour }, { value: 'evening', label: words.evening }]}
        />
      </div>
      <Bars bars={bars} time={time} />
      <Summary bars={bars} time={time} />
      <AsTable bars={bars} time={time} />
    </section>
  );
});

interface BarsProps {
  bars: Bar[];
  time: (bar: Bar) => string;
}

const height = 100;

function Bars({ bars, time }: BarsProps) {
  const words = texts.concerts.live.arrivals;
  const top = scaleTop(Math.max(...bars.map((bar) => bar.admitted)));
  const y = (admitted: number): number => (admitted / top) * height;
  // Only a pointer asks for a bar's words: until there is one, nothing is made for it.
  const [isPointedAt, setPointedAt] = useState(false);
  const marks = [0, 0.25, 0.5, 0.75].map((place) => bars[Math.round(place * bars.length)]!);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2" aria-hidden="true">
      <div className="flex h-40 flex-col justify-between text-right text-xs leading-none text-ink-soft tabular-nums sm:h-52">
        <span>{top}</span>
        <span>{top / 2}</span>
        <span>0</span>
      </div>
      <svg
        viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none"
        className="h-40 w-full overflow-visible sm:h-52" onPointerEnter={() => setPointedAt(true)}
      >
        <g className="arrivals-lines">
          {[0, height / 2, height].map((at) => <line key={at} x1="0" x2={bars.length} y1={at} y2={at} />)}
        </g>
        <g className="arrivals-bars">
          {bars.map((bar, place) => bar.admitted > 0 && (
            <rect
              key={bar.start} x={place + 0.12} width={0.76} y={height - y(bar.admitted)} height={y(bar.admitted)}
              data-running={place === bars.length - 1}
            />
          ))}
        </g>
        <g className="arrivals-hits">
          {isPointedAt && bars.map((bar, place) => (
            <rect key={bar.start} x={place} width={1} y={0} height={height}>
              <title>{words.bar(time(bar), bar.admitted)}</title>
            </rect>
          ))}
        </g>
      </svg>
      <div className="col-start-2 mt-1 grid grid-cols-4 text-xs text-ink-soft tabular-nums">
        {marks.map((bar) => <span key={bar.start}>{time(bar)}</span>)}
      </div>
    </div>
  );
}

function Summary({ bars, time }: BarsProps) {
  const words = texts.concerts.live.arrivals;
  const total = bars.reduce((sum, bar) => sum + bar.admitted, 0);
  const peak = bars.reduce((most, bar) => (bar.admitted > most.admitted ? bar : most), bars[0]!);
  return <p className="text-sm text-ink-soft">{words.summary(total, peak.admitted, time(peak))}</p>;
}

function AsTable({ bars, time }: BarsProps) {
  const words = texts.concerts.live.arrivals;
  const [isOpen, setOpen] = useState(false);
  const rows = bars.filter((bar) => bar.admitted > 0).reverse();
  if (rows.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-11 items-center text-sm font-semibold underline decoration-edge underline-offset-4">{words.table}</summary>
      {isOpen && (
        <table className="plain-table max-w-sm">
          <thead>
            <tr><th scope="col">{words.time}</th><th scope="col" className="text-right">{words.entries}</th></tr>
          </thead>
          <tbody>
            {rows.map((bar) => (
              <tr key={bar.start}><th scope="row" className="font-normal">{time(bar)}</th><td className="text-right tabular-nums">{bar.admitted}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
