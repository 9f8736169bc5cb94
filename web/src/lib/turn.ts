// One page of this browser at a time. The refresh cookie is used up by its use: two pages that send the
// same one look like a theft to the server, which then ends the session for both.

import { forget, recall, remember } from '@/lib/storage';

// How long a page that vanished in the middle of its turn (a reload) is waited for: its request is sent
// with keepalive, so by then the answer has brought the next cookie.
const vanishedAfter_ms = 1_500;
// How often a page without locks looks whether the turn is free, and how long it lets others object.
const look_ms = 40;

interface Lease {
  page: string;
  since: number;
}

const page = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
const pause = (duration_ms: number): Promise<void> =>
  new Promise((done) => setTimeout(done, duration_ms));

export function isLeaseHeld(text: string | null, me: string, now: number): boolean {
  if (text === null) return false;
  const [holder, since] = text.split(' ');
  const lease: Lease = { page: holder ?? '', since: Number(since) };
  const age_ms = now - lease.since;
  return lease.page !== me && age_ms >= 0 && age_ms < vanishedAfter_ms;
}

/** Runs the work while no other page runs work of the same name. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `admitone.turn.${name}`;
  const leased = async (): Promise<T> => {
    await takeLease(key);
    try {
      return await work();
    } finally {
      forget(key);
    }
  };
  // Locks exist only where the page came over HTTPS or from this machine. The lease is kept beside them,
  // because a reload drops a lock at once, while its request is still under way.
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  return locks === undefined ? leased() : locks.request(key, leased);
}

async function takeLease(key: string): Promise<void> {
  for (;;) {
    while (isLeaseHeld(recall(key), page, Date.now())) await pause(look_ms);
    remember(key, `${page} ${Date.now()}`);
    if (navigator.locks !== undefined) return;
    // Without locks two pages may write at once: the later one stands, the other waits again.
    await pause(look_ms / 2);
    const holder = recall(key);
    if (holder === null || holder.startsWith(`${page} `)) return;
  }
}
