// What the page of a concert shows, and how each event of the live stream changes it.

import type { components } from '@/api/schema.gen';
import { Arrivals } from '@/features/concerts/live/arrivals';
import type { ServerSentEvent } from '@/lib/sse';

export type Attendance = components['schemas']['Attendance'];
export type Scan = components['schemas']['Scan'];

export interface LiveState {
  readonly attendance: Attendance | undefined;
  /// Newest first.
  readonly scans: readonly Scan[];
  readonly arrivals: Arrivals;
  /// The number of the newest fact that was counted.
  readonly newestFact: number;
}

export const nothingYet: LiveState = {
  attendance: undefined,
  scans: [],
  arrivals: new Arrivals(),
  newestFact: 0,
};

export const scans_kept_max = 30;

export const isAdmission = (scan: Scan): boolean =>
  scan.scan_type === 'attendance' && scan.verdict === 'accepted';

/// All events of one frame at once. An event whose fact was counted already changes nothing.
export function withEvents(state: LiveState, events: readonly ServerSentEvent[]): LiveState {
  let { attendance, newestFact } = state;
  const scans: Scan[] = [];
  for (const event of events) {
    const number = Number(event.id);
    if (event.name === 'attendance') {
      if (number >= newestFact) attendance = JSON.parse(event.data) as Attendance;
    } else if (number > newestFact) {
      newestFact = number;
      if (event.name === 'scan') scans.push(JSON.parse(event.data) as Scan);
    }
  }
  return {
    attendance,
    newestFact,
    scans: merged(state.scans, scans),
    arrivals: state.arrivals.withAdmissions(scans.filter(isAdmission).map((scan) => scan.scanned_at)),
  };
}

/// The counts as they were when the page was opened; the stream's are newer.
export const withAttendance = (state: LiveState, attendance: Attendance): LiveState =>
  state.attendance === undefined ? { ...state, attendance } : state;

/// Scans from before the stream began. Those that it has told already are not shown twice.
export const withEarlierScans = (state: LiveState, scans: readonly Scan[]): LiveState => ({
  ...state,
  scans: merged(state.scans, scans),
});

function merged(shown: readonly Scan[], more: readonly Scan[]): readonly Scan[] {
  if (more.length === 0) return shown;
  const byId = new Map([...shown, ...more].map((scan) => [scan.id, scan]));
  return [...byId.values()].sort((one, other) => other.id - one.id).slice(0, scans_kept_max);
}
