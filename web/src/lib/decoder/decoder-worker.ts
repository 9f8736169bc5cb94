// Reads QR codes off the page's thread, so that the picture and the buttons never wait for it. The name of
// this file begins with "decoder-": the server serves such a script with leave to compile WebAssembly.

import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

import type { DecodeRequest, DecoderReply, FoundCode } from './decoder-messages';

/// The part of a worker's global scope that is used here; the page's types do not know it.
interface WorkerScope {
  postMessage(reply: DecoderReply): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<DecodeRequest>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const detector = new BarcodeDetector({ formats: ['qr_code'] });

const complaintOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function decode(image: ImageData): Promise<FoundCode[]> {
  const barcodes = await detector.detect(image);
  return barcodes.map(({ rawValue, boundingBox }) => ({
    text: rawValue,
    x: (boundingBox.x + boundingBox.width / 2) / image.width,
    y: (boundingBox.y + boundingBox.height / 2) / image.height,
  }));
}

scope.addEventListener('message', ({ data: { id, image } }) => {
  decode(image).then(
    (codes) => scope.postMessage({ kind: 'decoded', id, codes }),
    (error: unknown) => scope.postMessage({ kind: 'failed', id, complaint: complaintOf(error) }),
  );
});

// Loaded now, not with the first frame: the first guest waits as briefly as the others.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? wasmUrl : folder + path),
  },
  fireImmediately: true,
}).then(
  () => scope.postMessage({ kind: 'ready' }),
  (error: unknown) => scope.postMessage({ kind: 'broken', complaint: complaintOf(error) }),
);
