// A camera that stays open: it comes back after the phone slept, when another program took it away, and
// when a lens is unplugged. Framework-free: whoever shows it subscribes.

import { problemBeforehand, problemOf, type CameraProblem } from './camera-problem';
import { constraintsFor, hasTorch, lensesOf, switchTorch, type Lens } from './lenses';

export type CameraState =
  | { status: 'off' }
  | { status: 'starting' }
  | {
      status: 'live';
      stream: MediaStream;
      lens: string | null;
      lenses: Lens[];
      torch: 'none' | 'off' | 'on';
    }
  | { status: 'failed'; problem: CameraProblem };

/// A camera that was lost is asked for again after these waits; after the last one it has failed.
const retryWaits_ms = [300, 1000, 3000];

export class Camera {
  #state: CameraState = { status: 'off' };
  #wanted = false;
  #lens: string | null;
  /// Each start and stop is a new attempt; what an older one still brings is thrown away.
  #attempt = 0;
  #stream: MediaStream | null = null;
  #forgetTrack = (): void => {};
  readonly #listeners = new Set<() => void>();

  constructor(lens: string | null = null) {
    this.#lens = lens;
  }

  readonly getState = (): CameraState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    document.addEventListener('visibilitychange', this.#onVisibility);
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
    void this.#open();
  }

  stop(): void {
    this.#wanted = false;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    this.#release();
    this.#show({ status: 'off' });
  }

  /// Asks again, after a failure.
  retry(): void {
    if (this.#wanted) void this.#open();
  }

  useLens(lens: string): void {
    this.#lens = lens;
    if (this.#wanted) void this.#open();
  }

  async setTorch(on: boolean): Promise<void> {
    const state = this.#state;
    const track = this.#stream?.getVideoTracks()[0];
    if (state.status !== 'live' || state.torch === 'none' || track === undefined) return;
    // Some phones promise a torch and refuse it: the switch then stays as it was.
    const isSwitched = await switchTorch(track, on).then(() => true, () => false);
    if (isSwitched && this.#state === state) this.#show({ ...state, torch: on ? 'on' : 'off' });
  }

  async #open(): Promise<void> {
    this.#release();
    const attempt = this.#attempt;
    const beforehand = problemBeforehand(isSecureContext, navigator.mediaDevices !== undefined);
    if (beforehand !== null) {
      this.#show({ status: 'failed', problem: beforehand });
      return;
    }
    this.#show({ status: 'starting' });
    for (let tries = 0; attempt === this.#attempt; ++tries) {
      try {
        const stream = await this.#ask();
        if (attempt === this.#attempt) await this.#take(stream, attempt);
        else for (const track of stream.getTracks()) track.stop();
        return;
      } catch (error) {
        const problem = problemOf(error);
        const wait_ms = retryWaits_ms[tries];
        // Only a camera that another program holds may come free by itself.
        if (problem !== 'busy' || wait_ms === undefined) {
          if (attempt === this.#attempt) this.#show({ status: 'failed', problem });
          return;
        }
        await new Promise((done) => setTimeout(done, wait_ms));
      }
    }
  }

  async #ask(): Promise<MediaStream> {
    try {
      return await navigator.mediaDevices.getUserMedia(constraintsFor(this.#lens));
    } catch (error) {
      // The lens that was picked another day may be gone.
      if (this.#lens === null || problemOf(error) !== 'missing') throw error;
      this.#lens = null;
      return navigator.mediaDevices.getUserMedia(constraintsFor(null));
    }
  }

  async #take(stream: MediaStream, attempt: number): Promise<void> {
    this.#stream = stream;
    const track = stream.getVideoTracks()[0];
    if (track === undefined) {
      this.#show({ status: 'failed', problem: 'missing' });
      return;
    }
    const onEnded = (): void => void this.#open();
    track.addEventListener('ended', onEnded);
    this.#forgetTrack = () => track.removeEventListener('ended', onEnded);
    const lenses = await this.#listLenses();
    if (attempt !== this.#attempt) return;
    const lens = track.getSettings().deviceId ?? this.#lens;
    const torch = hasTorch(track) ? 'off' : 'none';
    this.#show({ status: 'live', stream, lens, lenses, torch });
  }

  async #listLenses(): Promise<Lens[]> {
    return lensesOf(await navigator.mediaDevices.enumerateDevices().catch(() => []));
  }

  #release(): void {
    ++this.#attempt;
    this.#forgetTrack();
    this.#forgetTrack = () => {};
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  #show(state: CameraState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  /// A phone that sleeps takes the camera away, sometimes without saying so: it is put down on the way out
  /// and taken up again on the way in, which also spares the battery.
  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'visible') {
      void this.#open();
    } else {
      this.#release();
      this.#show({ status: 'starting' });
    }
  };

  readonly #onDevices = (): void => {
    const state = this.#state;
    if (state.status === 'failed') {
      void this.#open();
    } else if (state.status === 'live') {
      void this.#listLenses().then((lenses) => {
        if (this.#state === state) this.#show({ ...state, lenses });
      });
    }
  };
}
