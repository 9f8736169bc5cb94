// A concert in the list: a strip of ticket stock, its date on the stub.

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { attendanceQuery } from '@/api/concerts';
import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { stateOf } from '@/features/concerts/concert-state';
import { StateBadge } from '@/features/concerts/state-badge';
import { formatTime } from '@/lib/dates';
import { texts } from '@/texts/en';
import { buttonClass } from '@/ui/button';

type Concert = components['schemas']['Concert'];
type Attendance = components['schemas']['Attendance'];

export function ConcertStrip({ concert, now }: { concert: Concert; now: number }) {
  const { data: attendance } = useQuery(attendanceQuery(concert.id));
  const state = stateOf(concert, attendance, now);
  const canSell = useIsAdmin() && state !== 'past' && attendance !== undefined && attendance.created > 0;
  return (
    <li className="concert-strip perforated">
      <DateStub concert={concert} />
      <div className="concert-strip-body">
        <div className="min-w-0">
          <h3 className="text-xl sm:text-2xl">
            <Link
              to={`/concerts/${concert.id}`} dir="auto"
              className="[overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline decoration-2 underline-offset-4"
            >
              {concert.name}
            </Link>
          </h3>
          <p className="mt-1 flex flex-wrap gap-x-3 text-ink-soft">
            <span>{formatTime(concert.date, concert.timezone)}</span>
            <span dir="auto" className="[overflow-wrap:anywhere]">{concert.venue}</span>
          </p>
        </div>
        <div className="concert-strip-state">
          <StateBadge state={state} />
          {attendance !== undefined && attendance.total > 0 && <Filled attendance={attendance} isCame={state === 'open' || state === 'past'} />}
        </div>
        {canSell && (
          <Link to={`/concerts/${concert.id}/sell`} className={buttonClass('plain', 'concert-strip-sell')} aria-label={texts.concerts.sellFor(concert.name)}>
            {texts.concerts.sell}
          </Link>
        )}
      </div>
    </li>
  );
}

function DateStub({ concert }: { concert: Concert }) {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: concert.timezone, ...options }).format(new Date(concert.date));
  return (
    <time dateTime={concert.date} className="concert-strip-date">
      <span className="text-sm text-ink-soft">{part({ weekday: 'short' })}</span>{' '}
      <span className="font-display text-4xl font-extrabold leading-none tracking-tight">{part({ day: 'numeric' })}</span>{' '}
      <span className="text-sm font-semibold">{part({ month: 'short' })}</span>{' '}
      <span className="text-xs text-ink-soft">{part({ year: 'numeric' })}</span>
    </time>
  );
}

/** How much of the house is sold, or of what was sold is inside. */
function Filled({ attendance, isCame }: { attendance: Attendance; isCame: boolean }) {
  const [part, whole] = isCame ? [attendance.attended, attendance.sold] : [attendance.sold, attendance.total];
  return (
    <p className="flex w-full flex-col gap-1 text-sm">
      {isCame ? texts.concerts.came(part, whole) : texts.concerts.sold(part, whole)}
      <span className="strip-meter" aria-hidden="true">
        <span style={{ width: `${whole === 0 ? 0 : (100 * part) / whole}%` }} />
      </span>
    </p>
  );
}
