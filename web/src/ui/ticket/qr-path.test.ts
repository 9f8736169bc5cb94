import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, test } from 'vitest';

import { drawQr, quietZone_modules } from './qr-path';

const base45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/// A text as long and as varied as a ticket's code.
function someCode(seed: number): string {
  let state = seed;
  return Array.from({ length: 120 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return base45[Math.floor(state / 65_536) % base45.length];
  }).join('');
}

/// What the path paints, as grey pixels: each bar is "M x y h width v 1 h -width z".
function paint(text: string, scale: number): ImageData {
  const { modules, path } = drawQr(text);
  const side = (modules + 2 * quietZone_modules) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const bar of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const [left = 0, top = 0, width = 0] = bar.slice(1).map(Number);
    for (let y = top * scale; y < (top + 1) * scale; y += 1) {
      for (let x = left * scale; x < (left + width) * scale; x += 1) {
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
}

describe('The QR of a code', () => {
  beforeAll(() => {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
  });

  test('has 37 modules a side, which is version 5', () => {
    expect(drawQr(someCode(1)).modules).toBe(37);
  });

  test.each([1, 2, 3, 4, 5])('reads back to the same text, code %i', async (seed) => {
    const code = someCode(seed);
    const [symbol] = await readBarcodes(paint(code, 4), { formats: ['QRCode'] });
    expect(symbol?.text).toBe(code);
    expect(symbol?.ecLevel).toBe('M');
  });

  test('keeps white space at either end', async () => {
    const code = ` ${someCode(6).slice(1, 119)} `;
    const [symbol] = await readBarcodes(paint(code, 4), { formats: ['QRCode'] });
    expect(symbol?.text).toBe(code);
  });
});
