// How long it took from the frame with the code in it to the verdict on the screen. A measure, for tests and
// for whoever wonders why the queue is slow: performance.getEntriesByName('door:seen-to-painted').

export const seenToPainted = 'door:seen-to-painted';

/** To be called when the verdict was put into the page; measures after the browser has painted it. */
export function measureOncePainted(seen_at: number | null): void {
  if (seen_at === null) return;
  requestAnimationFrame(() => {
    // What is queued within the last step before a paint runs right after it.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.measure(seenToPainted, { start: seen_at, end: performance.now() });
      port1.close();
    };
    port2.postMessage(null);
  });
}
