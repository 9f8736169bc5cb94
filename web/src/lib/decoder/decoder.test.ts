import { describe, expect, test } from 'vitest';

import type { DecodeRequest, DecoderReply } from './decoder-messages';
import { Decoder, type DecoderWorker } from './decoder';

class ScriptedWorker implements DecoderWorker {
  readonly requests: DecodeRequest[] = [];
  terminated = false;
  #message: (event: MessageEvent<DecoderReply>) => void = () => {};
  #error: () => void = () => {};

  postMessage(request: DecodeRequest): void {
    this.requests.push(request);
  }
  addEventListener(kind: string, listener: never): void {
    if (kind === 'message') this.#message = listener;
    else this.#error = listener;
  }
  terminate(): void {
    this.terminated = true;
  }
  reply(data: DecoderReply): void {
    this.#message({ data } as MessageEvent<DecoderReply>);
  }
  crash(): void {
    this.#error();
  }
}

const someImage = (): ImageData =>
  ({ data: new Uint8ClampedArray(4), width: 1, height: 1 }) as unknown as ImageData;

describe('A decoder', () => {
  test('gives each image its own codes, in whatever order they come', async () => {
    const worker = new ScriptedWorker();
    const decoder = new Decoder(worker);
    const first = decoder.decode(someImage());
    const second = decoder.decode(someImage());
    const [one, two] = worker.requests;
    worker.reply({ kind: 'decoded', id: two?.id ?? 0, codes: [{ text: 'B', x: 0, y: 0 }] });
    worker.reply({ kind: 'decoded', id: one?.id ?? 0, codes: [] });
    expect(await first).toEqual([]);
    expect(await second).toEqual([{ text: 'B', x: 0, y: 0 }]);
  });

  test('that breaks tells whoever waits, and whoever asks later', async () => {
    const worker = new ScriptedWorker();
    const decoder = new Decoder(worker);
    const waiting = decoder.decode(someImage());
    worker.crash();
    await expect(waiting).rejects.toThrow('could not be loaded');
    await expect(decoder.decode(someImage())).rejects.toThrow('could not be loaded');
    await expect(decoder.ready).rejects.toThrow('could not be loaded');
  });

  test('that is closed ends its worker', async () => {
    const worker = new ScriptedWorker();
    const decoder = new Decoder(worker);
    const waiting = decoder.decode(someImage());
    decoder.close();
    await expect(waiting).rejects.toThrow('closed');
    expect(worker.terminated).toBe(true);
  });
});
