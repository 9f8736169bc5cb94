import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { someRequest, someScan } from './scan.fixture';
import type { ScanRequest } from './scan-request';
import { answer_ms, late_ms, submit, type Answer, type Send } from './submit';

const judged: Answer = { kind: 'judged', scan: someScan() };
const busy = (retryAfter_ms: number | null): Answer => ({ kind: 'unavailable', retryAfter_ms });
const never = (): Promise<Answer> => new Promise(() => {});

interface Sent {
  request: ScanRequest;
  at_ms: number;
}

/// A server that answers as the script says, its last line for ever.
function scripted(answers: readonly (() => Promise<Answer>)[]): { send: Send; sent: Sent[] } {
  const sent: Sent[] = [];
  const send: Send = (request) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ request, at_ms: Date.now() });
    return answer === undefined ? never() : answer();
  };
  return { send, sent };
}

function begin(send: Send): { outcome: Promise<unknown>; onLate: () => void; stop: AbortController } {
  const onLate = vi.fn();
  const stop = new AbortController();
  const outcome = submit(someRequest(), { send, onLate, signal: stop.signal });
  outcome.catch(() => {});
  return { outcome, onLate, stop };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('An attempt', () => {
  test('that is answered at once is asked once and never called late', async () => {
    const { send, sent } = scripted([async () => judged]);
    const { outcome, onLate } = begin(send);
    expect(await outcome).toEqual(judged);
    await vi.advanceTimersByTimeAsync(10 * late_ms);
    expect(sent).toHaveLength(1);
    expect(onLate).not.toHaveBeenCalled();
  });

  test('without an answer is called late after a second, once', async () => {
    const { onLate } = begin(scripted([never]).send);
    await vi.advanceTimersByTimeAsync(late_ms - 1);
    expect(onLate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20 * late_ms);
    expect(onLate).toHaveBeenCalledTimes(1);
  });

  test('whose request hangs is given up and asked again with the same body', async () => {
    const { send, sent } = scripted([never, never, async () => judged]);
    const { outcome } = begin(send);
    await vi.advanceTimersByTimeAsync(3 * answer_ms);
    expect(await outcome).toEqual(judged);
    expect(sent.map(({ request }) => request)).toEqual(Array(3).fill(someRequest()));
  });

  test('that a broken network swallows is asked again, ever more patiently', async () => {
    const { send, sent } = scripted([() => Promise.reject(new Error('no network'))]);
    begin(send);
    await vi.advanceTimersByTimeAsync(30_000);
    const gaps = sent.map(({ at_ms }, place) => at_ms - (sent[place - 1]?.at_ms ?? at_ms)).slice(1);
    expect(gaps.slice(0, 5)).toEqual([200, 400, 800, 1500, 3000]);
    expect(Math.max(...gaps)).toBe(3000);
  });

  test('that a busy server turns away waits as long as the server asks', async () => {
    const { send, sent } = scripted([async () => busy(2000), async () => judged]);
    const { outcome } = begin(send);
    await vi.advanceTimersByTimeAsync(1999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toEqual(judged);
  });

  test('never waits for minutes, whatever the server asks', async () => {
    const { send, sent } = scripted([async () => busy(600_000), async () => judged]);
    begin(send);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(2);
  });

  test.each<Answer>([{ kind: 'rejected', detail: 'No such concert.' }, { kind: 'signed-out' }])(
    'that is $kind is not asked again',
    async (answer) => {
      const { send, sent } = scripted([async () => answer]);
      expect(await begin(send).outcome).toEqual(answer);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sent).toHaveLength(1);
    },
  );

  test('that somebody gave up on ends at once and is not asked again', async () => {
    const { send, sent } = scripted([never]);
    const { outcome, stop } = begin(send);
    stop.abort();
    await expect(outcome).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});
