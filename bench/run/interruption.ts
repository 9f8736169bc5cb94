// Ctrl-C and its like end what is under way and let every `finally` clean up, so that nothing stays behind.

import { setTimeout } from 'node:timers/promises';

const interruption = new AbortController();
let signalCaught: NodeJS.Signals | null = null;

/// Aborted by the first signal; later ones are ignored, as cleaning up is under way.
export const interrupted: AbortSignal = interruption.signal;

/// Must be called once, at the beginning.
export function catchSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signalCaught ??= signal;
      interruption.abort();
    });
  }
}

/// The exit code of a program that a signal ended, or null while none has come.
export function exitCodeOfInterruption(): number | null {
  const numbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  return signalCaught === null ? null : 128 + (numbers[signalCaught] ?? 0);
}

/// Resolves after the time also while cleaning up after a signal.
export async function sleepAnyway(duration_ms: number): Promise<void> {
  await setTimeout(duration_ms);
}

/// Resolves after the time, or rejects at once when a signal comes.
export async function pause(duration_ms: number): Promise<void> {
  await setTimeout(duration_ms, undefined, { signal: interrupted });
}
