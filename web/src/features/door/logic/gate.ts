// The gate: takes what guests present, has it judged one after the other, and says what the screen shows.
// Nothing is green here before the server has answered. Knows no React, no camera and no network.

import { HoldOff } from '@/lib/scanning/hold-off';
import {
  newScanId, requestFor, type Post, type Presented, type Scan, type ScanRequest,
} from './scan-request';
import { submit, type Outcome, type Send } from './submit';
import { presentedBy } from './ticket-number';
import type { UnansweredAttempts } from './unanswered';
import { viewOf, type VerdictView } from './verdict';

export type GateState =
  | { kind: 'ready' }
  | { kind: 'asking'; isLate: boolean; queued: number }
  | { kind: 'judged'; scan: Scan; view: VerdictView; seen_at: number | null; shown: number }
  | { kind: 'not-judged'; why: Exclude<Outcome, { kind: 'judged' }> };

interface Attempt {
  request: ScanRequest;
  /// When a camera saw it, on the clock of performance.now().
  seen_at: number | null;
}

export interface GateOptions {
  post: Post;
  send: Send;
  unanswered: UnansweredAttempts;
  onJudged(scan: Scan, view: VerdictView): void;
}

/// Nobody can change phones faster than this: a verdict that just came up is not wiped away by the next.
const shownMin_ms = { admit: 500, caution: 1000, refuse: 1000 } as const;
/// After this the screen is ready again by itself; a refusal waits for a person.
const shownMax_ms = { admit: 1600, caution: 4000, refuse: null } as const;
/// An answer within this shows itself, without a flash of "asking" before it.
const askingAfter_ms = 120;
/// Codes that wait for their turn while the server is silent.
const queueMax = 8;

export class Gate {
  readonly #options: GateOptions;
  readonly #holdOff = new HoldOff();
  readonly #listeners = new Set<() => void>();
  readonly #queue: Attempt[] = [];
  #current: { attempt: Attempt; stop: AbortController } | null = null;
  #state: GateState = { kind: 'ready' };
  #shown = 0;
  #mayChange_at = 0;
  #clear: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /// Asks again what a reload interrupted.
  open(): void {
    const interrupted = this.#options.unanswered.interrupted();
    for (const request of interrupted) this.#enqueue({ request, seen_at: null });
  }

  readonly getState = (): GateState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /// The codes in one frame of the camera, the most important first.
  see(codes: readonly string[], seen_at: number): void {
    // A full queue forgets nothing: what does not fit is seen again while it is held in view.
    if (this.#queue.length >= queueMax) return;
    const code = this.#holdOff.see(codes, seen_at);
    if (code !== null) this.present({ kind: 'code', code }, seen_at);
  }

  /// What a hand-held reader read. Some read the same code again and again while it lies before them.
  read(text: string, read_at: number): void {
    if (this.#holdOff.see([text], read_at) !== null) this.present(presentedBy(text), read_at);
  }

  /// What somebody presents or a person typed: asked at once, unless the very same is being asked already.
  present(presented: Presented, seen_at: number | null = null): void {
    const { post, unanswered } = this.#options;
    const fresh = requestFor(presented, post, newScanId());
    const request = { ...fresh, scan_id: unanswered.earlierId(fresh) ?? fresh.scan_id };
    const underWay = [this.#current?.attempt, ...this.#queue];
    if (underWay.some((attempt) => attempt?.request.scan_id === request.scan_id)) return;
    if (this.#queue.length >= queueMax) return;
    this.#enqueue({ request, seen_at });
  }

  /// Takes the verdict off the screen.
  dismiss(): void {
    if (this.#state.kind !== 'judged' && this.#state.kind !== 'not-judged') return;
    this.#holdOff.dismiss();
    this.#mayChange_at = 0;
    this.#showRest();
  }

  /// Gives up waiting for the answer under way. It may have been recorded: the scan_id is kept.
  setAside(): void {
    const { attempt, stop } = this.#current ?? {};
    if (attempt === undefined || stop === undefined) return;
    this.#options.unanswered.setAside(attempt.request.scan_id);
    this.#holdOff.dismiss();
    stop.abort();
  }

  /// Leaves the door; attempts without an answer are kept for the next time.
  close(): void {
    this.#closed = true;
    this.#queue.length = 0;
    clearTimeout(this.#clear);
    this.#current?.stop.abort();
  }

  #enqueue(attempt: Attempt): void {
    this.#options.unanswered.begin(attempt.request);
    this.#queue.push(attempt);
    if (this.#current === null) void this.#work();
    else if (this.#state.kind === 'asking') this.#show({ ...this.#state, queued: this.#queue.length });
  }

  async #work(): Promise<void> {
    for (let attempt = this.#queue.shift(); attempt !== undefined; attempt = this.#queue.shift()) {
      const stop = new AbortController();
      this.#current = { attempt, stop };
      const rest = setTimeout(
        () => this.#showAsking(false),
        Math.max(askingAfter_ms, this.#restOfMin_ms()),
      );
      try {
        const outcome = await this.#ask(attempt, stop.signal);
        await this.#untilMayChange();
        clearTimeout(rest);
        if (this.#closed) return;
        this.#take(attempt, outcome);
      } catch {
        // Given up.
        clearTimeout(rest);
        if (this.#closed) return;
        this.#show({ kind: 'ready' });
      }
    }
    this.#current = null;
  }

  #ask(attempt: Attempt, signal: AbortSignal): Promise<Outcome> {
    const { send } = this.#options;
    return submit(attempt.request, { send, signal, onLate: () => this.#showAsking(true) });
  }

  #take({ request, seen_at }: Attempt, outcome: Outcome): void {
    // Whoever signs in again asks again; everything else is settled.
    if (outcome.kind !== 'signed-out') this.#options.unanswered.answered(request.scan_id);
    if (outcome.kind !== 'judged') {
      this.#show({ kind: 'not-judged', why: outcome });
      return;
    }
    const { scan } = outcome;
    const view = viewOf(scan);
    this.#mayChange_at = Date.now() + shownMin_ms[view.tone];
    this.#show({ kind: 'judged', scan, view, seen_at, shown: ++this.#shown });
    const clear_ms = shownMax_ms[view.tone];
    if (clear_ms !== null) this.#clear = setTimeout(() => this.#showRest(), clear_ms);
    this.#options.onJudged(scan, view);
  }

  #showAsking(isLate: boolean): void {
    if (this.#closed || this.#current === null) return;
    // Late is late, also behind a verdict that is still on the screen.
    const wasLate = this.#state.kind === 'asking' && this.#state.isLate;
    this.#show({ kind: 'asking', isLate: isLate || wasLate, queued: this.#queue.length });
  }

  /// What is under way, or nothing.
  #showRest(): void {
    if (this.#current === null) this.#show({ kind: 'ready' });
    else this.#showAsking(false);
  }

  #show(state: GateState): void {
    clearTimeout(this.#clear);
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #restOfMin_ms(): number {
    return Math.max(0, this.#mayChange_at - Date.now());
  }

  async #untilMayChange(): Promise<void> {
    const rest_ms = this.#restOfMin_ms();
    if (rest_ms > 0) await new Promise((done) => setTimeout(done, rest_ms));
  }
}
