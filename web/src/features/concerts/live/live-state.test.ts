import { describe, expect, it } from 'vitest';

import {
  nothingYet, scans_kept_max, withAttendance, withEarlierScans, withEvents,
  type Attendance, type Scan,
} from '@/features/concerts/live/live-state';
import type { ServerSentEvent } from '@/lib/sse';

const scan = (id: number, change: Partial<Scan> = {}): Scan => ({
  id, scan_id: `scan-${id}`, ticket_id: id, concert_id: 1, scan_type: 'attendance', verdict: 'accepted',
  reason: 'ok', message: 'Admitted.', scanned_by_user_id: 2, location: 'Gate A', notes: null,
  scanned_at: '2026-11-23T19:30:10Z', ticket: null, previous: null, ...change,
});
const counts = (attended: number): Attendance => ({
  concert_id: 1, total: 10, created: 0, sold: 10, scanned_entry: 0, attended, refunded: 0, transferred: 0,
  attendance_rate: attended / 10, revenue: '0.00', by_location: [],
});
const event = (number: number, name: string, data: unknown): ServerSentEvent => ({
  id: String(number), name, data: JSON.stringify(data),
});
const minute = Date.parse('2026-11-23T19:30:00Z');

describe('the live page of a concert', () => {
  it('counts admissions only, and shows every scan', () => {
    const state = withEvents(nothingYet, [
      event(3, 'attendance', counts(0)),
      event(4, 'scan', scan(1)),
      event(5, 'scan', scan(2, { verdict: 'refused', reason: 'already_admitted' })),
      event(6, 'scan', scan(3, { scan_type: 'entry_check' })),
      event(7, 'fact', { kind: 'ticket.sold' }),
      event(7, 'attendance', counts(1)),
    ]);
    expect(state.attendance?.attended).toBe(1);
    expect(state.scans.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(state.arrivals.at(minute)).toBe(1);
  });

  it('does not count again what it has counted', () => {
    const events = [event(4, 'scan', scan(1)), event(4, 'attendance', counts(1))];
    const state = withEvents(withEvents(nothingYet, events), events);
    expect(state.arrivals.at(minute)).toBe(1);
    expect(state.scans).toHaveLength(1);
  });

  it('prefers the counts of the stream to those asked for before', () => {
    const streamed = withEvents(nothingYet, [event(9, 'attendance', counts(5))]);
    expect(withAttendance(streamed, counts(4)).attendance?.attended).toBe(5);
    expect(withAttendance(nothingYet, counts(4)).attendance?.attended).toBe(4);
  });

  it('puts earlier scans below, each once, and keeps no more than it shows', () => {
    const streamed = withEvents(nothingYet, [event(40, 'scan', scan(40))]);
    const earlier = Array.from({ length: 40 }, (_, place) => scan(40 - place));
    const state = withEarlierScans(streamed, earlier);
    expect(state.scans).toHaveLength(scans_kept_max);
    expect(state.scans[0]?.id).toBe(40);
    expect(state.arrivals.at(minute)).toBe(1);
  });
});
