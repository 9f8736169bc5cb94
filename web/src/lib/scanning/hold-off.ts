// A code that is held in front of the camera is seen many times a second and must count once. It counts
// again when it has been out of view for a while.

const outOfView_ms = 2500;
/// After a verdict was dismissed somebody wants to try again; the code only has to leave the view for a
/// moment, or the same refusal would come back at once.
const outOfViewDismissed_ms = 600;

interface Held {
  lastSeen_at: number;
  release_ms: number;
}

export class HoldOff {
  readonly #held = new Map<string, Held>();

  /// The codes of one frame, in the order of their importance: returns the first that counts, if any.
  see(texts: readonly string[], now_ms: number): string | null {
    for (const [text, { lastSeen_at, release_ms }] of this.#held) {
      if (now_ms - lastSeen_at >= release_ms) this.#held.delete(text);
    }
    let fresh: string | null = null;
    for (const text of texts) {
      const held = this.#held.get(text);
      if (held !== undefined) held.lastSeen_at = now_ms;
      else if (fresh === null) fresh = text;
    }
    if (fresh !== null) this.#held.set(fresh, { lastSeen_at: now_ms, release_ms: outOfView_ms });
    return fresh;
  }

  /// The verdict on the screen was dismissed.
  dismiss(): void {
    for (const held of this.#held.values()) held.release_ms = outOfViewDismissed_ms;
  }
}
