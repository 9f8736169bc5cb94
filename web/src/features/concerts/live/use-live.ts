// The live page's state: what had happened when it was opened, then the stream, one update a frame.

import { startTransition, useEffect, useState } from 'react';

import { authorizedFetch } from '@/api/authorized-fetch';
import { answerOf, api } from '@/api/client';
import { refusalOf } from '@/api/problem';
import { minute_ms } from '@/features/concerts/live/arrivals';
import { follow, type Connection } from '@/features/concerts/live/follow';
import {
  nothingYet, scans_kept_max, withAttendance, withEarlierScans, withEvents, type LiveState,
} from '@/features/concerts/live/live-state';
import type { ServerSentEvent } from '@/lib/sse';

export interface Live extends LiveState {
  readonly connection: Connection | 'ended';
  /** Why it is not live any more, or why the past could not be loaded. */
  readonly error: unknown;
}

type Change = (state: Live) => Live;

export function useLive(concertId: number): Live {
  const [live, setLive] = useState<Live>({ ...nothingYet, connection: 'connecting', error: undefined });
  useEffect(() => {
    setLive({ ...nothingYet, connection: 'connecting', error: undefined });
    return followConcert(concertId, (change) => setLive(change));
  }, [concertId]);
  return live;
}

/** Returns how to stop. */
function followConcert(concertId: number, apply: (change: Change) => void): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  const past = pastOf(concertId, signal, apply);
  const frame = framed((events) => {
    apply((state) => ({ ...state, ...withEvents(state, events) }));
    past.onEvents();
  });
  void follow({
    signal,
    open: (lastEventId, attempt) =>
      authorizedFetch(`/api/concerts/${concertId}/live`, {
        signal: attempt,
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
      }),
    onEvents: frame.add,
    onConnection: (connection) => {
      apply((state) => ({ ...state, connection }));
      if (connection === 'live') past.onConnected();
    },
    onRefused: (response) => {
      void refusalOf(response).then((error) => apply((state) => ({ ...state, connection: 'ended', error })));
    },
  });
  return () => {
    gone.abort();
    frame.cancel();
    past.cancel();
  };
}

/**
 * Asks for what was before the stream. The minute in which the stream began is partly in each; until it is
 * over the server's count of it is asked for again when somebody comes in.
 */
function pastOf(concert_id: number, signal: AbortSignal, apply: (change: Change) => void) {
  let firstMinuteEnds = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  const path = { concert_id };

  // Drawn in slices, as the first answer brings the whole page: a slow phone can scroll and press between them.
  const attempt = (request: Promise<Change>): void => {
    request.then((change) => startTransition(() => apply(change)), (error: unknown) => {
      if (!signal.aborted) apply((state) => ({ ...state, error }));
    });
  };
  const loadArrivals = async (): Promise<Change> => {
    const { minutes } = await answerOf(
      api.GET('/api/scans/concert/{concert_id}/arrivals', { params: { path }, signal }),
    );
    return (state) => ({ ...state, arrivals: state.arrivals.withCounted(minutes) });
  };
  const loadScans = async (): Promise<Change> => {
    const { items } = await answerOf(
      api.GET('/api/scans/concert/{concert_id}', { params: { path, query: { limit: scans_kept_max } }, signal }),
    );
    return (state) => ({ ...state, ...withEarlierScans(state, items) });
  };
  const loadAttendance = async (): Promise<Change> => {
    const attendance = await answerOf(
      api.GET('/api/scans/concert/{concert_id}/attendance', { params: { path }, signal }),
    );
    return (state) => ({ ...state, ...withAttendance(state, attendance) });
  };

  attempt(loadAttendance());
  attempt(loadScans());
  return {
    onConnected(): void {
      if (firstMinuteEnds > 0) return;
      firstMinuteEnds = (Math.floor(Date.now() / minute_ms) + 1) * minute_ms;
      attempt(loadArrivals());
      attempt(loadScans());
      endTimer = setTimeout(() => attempt(loadArrivals()), firstMinuteEnds - Date.now() + 2_000);
    },
    onEvents(): void {
      if (Date.now() > firstMinuteEnds || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        attempt(loadArrivals());
      }, 800);
    },
    cancel(): void {
      clearTimeout(timer);
      clearTimeout(endTimer);
    },
  };
}

/** Collects events until the next frame; in a tab that nobody sees, where there are no frames, for a second. */
function framed(flush: (events: ServerSentEvent[]) => void) {
  let waiting: ServerSentEvent[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
  };
  const run = (): void => {
    cancel();
    const events = waiting;
    waiting = [];
    flush(events);
  };
  return {
    cancel,
    add(events: ServerSentEvent[]): void {
      waiting.push(...events);
      if (frame !== 0) return;
      frame = requestAnimationFrame(run);
      timer = setTimeout(run, 1_000);
    },
  };
}
