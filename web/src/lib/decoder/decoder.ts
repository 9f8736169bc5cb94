// Finds QR codes in images, in a worker of its own.

import type { DecodeRequest, DecoderReply, FoundCode } from './decoder-messages';

export type { FoundCode } from './decoder-messages';

/// The part of a Worker that is used here.
export interface DecoderWorker {
  postMessage(request: DecodeRequest, transfer: Transferable[]): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<DecoderReply>) => void): void;
  addEventListener(kind: 'error', listener: () => void): void;
  terminate(): void;
}

const startWorker = (): DecoderWorker =>
  new Worker(new URL('./decoder-worker.ts', import.meta.url), { type: 'module' });

interface Waiting {
  resolve(codes: FoundCode[]): void;
  reject(error: Error): void;
}

export class Decoder {
  /// Resolves once codes can be read; rejects when they never will be.
  readonly ready: Promise<void>;
  readonly #worker: DecoderWorker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #breakdown: Error | null = null;
  #settleReady: Waiting = { resolve: () => {}, reject: () => {} };

  constructor(worker: DecoderWorker = startWorker()) {
    this.#worker = worker;
    this.ready = new Promise<void>((resolve, reject) => {
      this.#settleReady = { resolve: () => resolve(), reject };
    });
    // Whoever decodes hears of a breakdown from decode(); nobody has to wait for `ready`.
    this.ready.catch(() => {});
    worker.addEventListener('message', ({ data }) => this.#take(data));
    worker.addEventListener('error', () => this.#break('the decoder could not be loaded'));
  }

  /// The codes in the image, which is handed over: its pixels are gone afterwards. Rejects when the
  /// decoder cannot be loaded or was closed.
  decode(image: ImageData): Promise<FoundCode[]> {
    if (this.#breakdown !== null) return Promise.reject(this.#breakdown);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, image }, [image.data.buffer]);
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#break('the decoder was closed');
  }

  #take(reply: DecoderReply): void {
    switch (reply.kind) {
      case 'ready':
        this.#settleReady.resolve([]);
        break;
      case 'broken':
        this.#break(reply.complaint);
        break;
      case 'decoded':
        this.#settle(reply.id)?.resolve(reply.codes);
        break;
      case 'failed':
        this.#settle(reply.id)?.reject(new Error(reply.complaint));
        break;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #break(complaint: string): void {
    this.#breakdown ??= new Error(complaint);
    this.#settleReady.reject(this.#breakdown);
    for (const { reject } of this.#waiting.values()) reject(this.#breakdown);
    this.#waiting.clear();
  }
}
