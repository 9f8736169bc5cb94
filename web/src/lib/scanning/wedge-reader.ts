// A hand-held reader types what it reads, faster than any hand, and ends with Enter. This tells its bursts
// from a person's typing. Codes may hold any printable character and may begin with a space.

export interface Key {
  /// As KeyboardEvent.key says it.
  key: string;
  at_ms: number;
}

export type KeyMeaning =
  | { kind: 'typing' }
  /// The key belongs to a burst so far; it must not press a button or scroll.
  | { kind: 'burst' }
  | { kind: 'code'; text: string };

/// Readers send a key every 1 to 20 ms; the fastest hands need 60 and more.
export const gapMax_ms = 40;
const lengthMin = 8;
/// From here on it looks like a burst while it is still under way.
const burstFrom = 3;

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

export class WedgeReader {
  #text = '';
  #last_at = -Infinity;

  take({ key, at_ms }: Key): KeyMeaning {
    if (modifiers.has(key)) return { kind: 'typing' };
    if (at_ms - this.#last_at > gapMax_ms) this.#text = '';
    this.#last_at = at_ms;
    if (key === 'Enter' || key === 'Tab') {
      const text = this.#text;
      this.#text = '';
      return text.length >= lengthMin ? { kind: 'code', text } : { kind: 'typing' };
    }
    // Arrows, Escape and the like: no reader sends them.
    if ([...key].length !== 1) {
      this.#text = '';
      return { kind: 'typing' };
    }
    this.#text += key;
    return this.#text.length >= burstFrom ? { kind: 'burst' } : { kind: 'typing' };
  }
}
