import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';

import { attendanceQuery } from '@/api/concerts';

import { sendScan } from '../api/send-scan';
import { useDoorSettings } from '../door-settings';
import { Gate, type GateState } from '../logic/gate';
import type { Post, Scan } from '../logic/scan-request';
import { UnansweredAttempts } from '../logic/unanswered';
import type { VerdictView } from '../logic/verdict';
import { signal } from '../signals';

const ready: GateState = { kind: 'ready' };
const nobody = (): (() => void) => () => {};
const readyState = (): GateState => ready;

/// Private windows may refuse even to name the store.
function tabStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/// The gate of this post, open for as long as the component is there.
export function useGate(post: Post, onScan: (scan: Scan) => void): [GateState, Gate | null] {
  const client = useQueryClient();
  const [gate, setGate] = useState<Gate | null>(null);
  const onJudged = useEffectEvent((scan: Scan, view: VerdictView) => {
    if (useDoorSettings.getState().hasSound) signal(view.tone);
    onScan(scan);
    void client.invalidateQueries({ queryKey: attendanceQuery(post.concert_id).queryKey });
  });
  const { concert_id, scan_type, location } = post;
  useEffect(() => {
    const made = new Gate({
      post: { concert_id, scan_type, location },
      send: sendScan,
      unanswered: new UnansweredAttempts(tabStore()),
      onJudged: (scan, view) => onJudged(scan, view),
    });
    made.open();
    setGate(made);
    return () => made.close();
  }, [concert_id, scan_type, location]);
  const state = useSyncExternalStore(gate?.subscribe ?? nobody, gate?.getState ?? readyState);
  return [state, gate];
}
