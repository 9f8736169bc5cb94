import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Gate, type GateState } from './gate';
import { someScan } from './scan.fixture';
import type { Post, Presented, ScanRequest } from './scan-request';
import type { Answer } from './submit';
import { UnansweredAttempts } from './unanswered';

const post: Post = { concert_id: 1, scan_type: 'attendance', location: 'Gate A' };
const code = (text: string): Presented => ({ kind: 'code', code: text });

/// A server that a test answers by hand.
class SlowServer {
  readonly asked: ScanRequest[] = [];
  readonly #answers: ((answer: Answer) => void)[] = [];

  readonly send = (request: ScanRequest): Promise<Answer> => {
    this.asked.push(request);
    return new Promise((resolve) => this.#answers.push(resolve));
  };
  /// Answers whoever waits; also those who gave up waiting and do not listen any more.
  async answer(answer: Answer): Promise<void> {
    for (const resolve of this.#answers.splice(0)) resolve(answer);
    await vi.advanceTimersByTimeAsync(0);
  }
  admit(): Promise<void> {
    return this.answer({ kind: 'judged', scan: someScan() });
  }
  refuse(): Promise<void> {
    return this.answer({ kind: 'judged', scan: someScan({ verdict: 'refused', reason: 'refunded' }) });
  }
}

interface Stand {
  gate: Gate;
  server: SlowServer;
  unanswered: UnansweredAttempts;
  states: GateState[];
}

function standAt(unanswered = new UnansweredAttempts(null)): Stand {
  const server = new SlowServer();
  const gate = new Gate({ post, send: server.send, unanswered, onJudged: () => {} });
  const states: GateState[] = [];
  gate.subscribe(() => states.push(gate.getState()));
  gate.open();
  return { gate, server, unanswered, states };
}

const toneOf = (state: GateState): string => (state.kind === 'judged' ? state.view.tone : state.kind);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('At the gate', () => {
  test('nothing is green before the server has answered', async () => {
    const { gate, server, states } = standAt();
    gate.present(code('A'));
    // In the middle of the sixth try.
    await vi.advanceTimersByTimeAsync(28_000);
    expect(states.map(toneOf)).not.toContain('admit');
    await server.admit();
    expect(toneOf(gate.getState())).toBe('admit');
  });

  test('a quick answer shows at once, without a flash of asking', async () => {
    const { gate, server, states } = standAt();
    gate.present(code('A'));
    await vi.advanceTimersByTimeAsync(40);
    await server.admit();
    expect(states.map(toneOf)).toEqual(['admit']);
  });

  test('after a second without an answer it says so, and goes on asking', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await vi.advanceTimersByTimeAsync(500);
    expect(gate.getState()).toEqual({ kind: 'asking', isLate: false, queued: 0 });
    await vi.advanceTimersByTimeAsync(600);
    expect(gate.getState()).toEqual({ kind: 'asking', isLate: true, queued: 0 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.asked).toHaveLength(2);
    expect(server.asked[1]).toEqual(server.asked[0]);
  });

  test('an admission clears by itself, a refusal stays until it is dismissed', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await server.admit();
    await vi.advanceTimersByTimeAsync(1700);
    expect(gate.getState().kind).toBe('ready');
    gate.present(code('B'));
    await server.refuse();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(toneOf(gate.getState())).toBe('refuse');
    gate.dismiss();
    expect(gate.getState().kind).toBe('ready');
  });

  test('the next code takes the place of a refusal', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await server.refuse();
    await vi.advanceTimersByTimeAsync(1500);
    gate.present(code('B'));
    await server.admit();
    expect(toneOf(gate.getState())).toBe('admit');
  });

  test('a verdict that just came up is not wiped away by the next one', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await server.refuse();
    gate.present(code('B'));
    await server.admit();
    expect(toneOf(gate.getState())).toBe('refuse');
    await vi.advanceTimersByTimeAsync(1000);
    expect(toneOf(gate.getState())).toBe('admit');
  });

  test('codes that come while the server is silent are judged in their order', async () => {
    const { gate, server } = standAt();
    for (const text of ['A', 'B', 'C']) gate.present(code(text));
    await vi.advanceTimersByTimeAsync(200);
    expect(gate.getState()).toEqual({ kind: 'asking', isLate: false, queued: 2 });
    for (let round = 0; round < 3; ++round) {
      await server.admit();
      await vi.advanceTimersByTimeAsync(700);
    }
    expect(server.asked.map((request) => request.code)).toEqual(['A', 'B', 'C']);
    expect(new Set(server.asked.map(({ scan_id }) => scan_id)).size).toBe(3);
  });

  test('a code held in view is asked once', async () => {
    const { gate, server } = standAt();
    for (let now_ms = 0; now_ms < 10_000; now_ms += 60) gate.see(['A'], now_ms);
    await server.admit();
    expect(server.asked).toHaveLength(1);
  });

  test('a hand-held reader that reads the same code twice asks once', () => {
    const { gate, server } = standAt();
    gate.read('NCF3A8K2', 0);
    gate.read('NCF3A8K2', 400);
    expect(server.asked).toHaveLength(1);
  });

  test('what the server cannot judge is neither green nor red', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await server.answer({ kind: 'rejected', detail: 'No such concert.' });
    expect(gate.getState()).toEqual({
      kind: 'not-judged', why: { kind: 'rejected', detail: 'No such concert.' },
    });
  });
});

describe('A reload in the middle of a scan', () => {
  test('asks again with the same scan_id', async () => {
    const unanswered = new UnansweredAttempts(null);
    const before = standAt(unanswered);
    before.gate.present(code('A'));
    before.gate.close();
    const after = standAt(unanswered);
    expect(after.server.asked).toEqual(before.server.asked);
    await after.server.admit();
    expect(toneOf(after.gate.getState())).toBe('admit');
    expect(unanswered.interrupted()).toEqual([]);
  });

  test('keeps an attempt whose session ended for after the next sign-in', async () => {
    const { gate, server, unanswered } = standAt();
    gate.present(code('A'));
    await server.answer({ kind: 'signed-out' });
    expect(unanswered.interrupted()).toEqual(server.asked);
  });
});

describe('An attempt that somebody gave up on', () => {
  test('makes room for the next, and keeps its scan_id should the ticket come back', async () => {
    const { gate, server } = standAt();
    gate.present(code('A'));
    await vi.advanceTimersByTimeAsync(1500);
    gate.setAside();
    await vi.advanceTimersByTimeAsync(0);
    expect(gate.getState().kind).toBe('ready');
    gate.present(code('B'));
    gate.present(code('A'));
    await vi.advanceTimersByTimeAsync(0);
    await server.admit();
    await server.admit();
    await vi.advanceTimersByTimeAsync(600);
    const [first, second, third] = server.asked;
    expect([first?.code, second?.code, third?.code]).toEqual(['A', 'B', 'A']);
    expect(third?.scan_id).toBe(first?.scan_id);
    expect(second?.scan_id).not.toBe(first?.scan_id);
  });
});
