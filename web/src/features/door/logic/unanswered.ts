// Attempts whose answer never came, kept for this tab: a reload asks again with the same scan_id, and a
// ticket that is shown again after somebody gave up gets its old scan_id back. Otherwise a guest whose
// admission was recorded while the network was gone would be told "already admitted".

import { asksTheSame, type ScanRequest } from './scan-request';

interface Unanswered {
  request: ScanRequest;
  /// Somebody gave up waiting: not asked again by itself.
  setAside: boolean;
}

const key = 'admitone.door.unanswered';
/// The oldest are forgotten beyond this.
const attemptsMax = 50;

export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class UnansweredAttempts {
  readonly #store: TextStore | null;
  #attempts: Unanswered[];

  /// Without a store, which private windows may refuse, a reload forgets.
  constructor(store: TextStore | null) {
    this.#store = store;
    this.#attempts = this.#read();
  }

  /// Those that a reload interrupted, oldest first.
  interrupted(): ScanRequest[] {
    return this.#attempts.filter(({ setAside }) => !setAside).map(({ request }) => request);
  }

  /// The scan_id under which the same was asked before without an answer.
  earlierId(request: ScanRequest): string | null {
    return this.#attempts.find((old) => asksTheSame(old.request, request))?.request.scan_id ?? null;
  }

  begin(request: ScanRequest): void {
    const others = this.#without(request.scan_id);
    this.#write([...others, { request, setAside: false }].slice(-attemptsMax));
  }

  setAside(scan_id: string): void {
    this.#write(
      this.#attempts.map((old) =>
        old.request.scan_id === scan_id ? { ...old, setAside: true } : old,
      ),
    );
  }

  answered(scan_id: string): void {
    this.#write(this.#without(scan_id));
  }

  #without(scan_id: string): Unanswered[] {
    return this.#attempts.filter(({ request }) => request.scan_id !== scan_id);
  }

  #read(): Unanswered[] {
    try {
      const read: unknown = JSON.parse(this.#store?.getItem(key) ?? '[]');
      return Array.isArray(read) ? (read as Unanswered[]) : [];
    } catch {
      return [];
    }
  }

  #write(attempts: Unanswered[]): void {
    this.#attempts = attempts;
    try {
      if (attempts.length === 0) this.#store?.removeItem(key);
      else this.#store?.setItem(key, JSON.stringify(attempts));
    } catch {
      // A full store loses what a reload would need, nothing else.
    }
  }
}
