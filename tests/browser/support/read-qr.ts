// Reads the code in a picture with the decoder that the web app carries, so that what is drawn is checked by
// somebody who did not draw it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { projectRoot } from '../../support/commands.ts';

interface Reader {
  prepareZXingModule(options: { overrides: { wasmBinary: ArrayBuffer } }): unknown;
  readBarcodes(picture: Uint8Array, options: { formats: string[] }): Promise<{ text: string }[]>;
}

let reader: Reader | undefined;

function openReader(): Reader {
  const require = createRequire(join(projectRoot, 'web/package.json'));
  const opened = require('zxing-wasm/reader') as Reader;
  const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  opened.prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(wasm).buffer },
  });
  return opened;
}

/** The texts of the QR codes in a PNG or JPEG. */
export async function readQr(picture: Uint8Array): Promise<string[]> {
  reader ??= openReader();
  return (await reader.readBarcodes(picture, { formats: ['QRCode'] })).map(({ text }) => text);
}
