// The faces in two parts each: English words and figures, which every page needs and waits for, and the accents and
// signs of other names, which come when a page has one. src/ui/fonts.css has the same two ranges.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

interface Face {
  name: string;
  weights: { min: number; max: number };
  /** OpenType features that are seen; in code, ligatures would be, and a ticket's number has none. */
  features: readonly string[];
}

const faces: readonly Face[] = [
  { name: 'bricolage-grotesque', weights: { min: 400, max: 800 }, features: ['kern', 'mark', 'ccmp'] },
  { name: 'instrument-sans', weights: { min: 400, max: 700 }, features: ['kern', 'mark', 'ccmp', 'tnum'] },
  { name: 'jetbrains-mono', weights: { min: 400, max: 800 }, features: ['mark', 'ccmp'] },
];

type Range = readonly [first: number, last: number];

const parts: Record<'words' | 'accents', readonly Range[]> = {
  words: [
    [0x20, 0x7e], [0xa0, 0xa0], [0xb7, 0xb7], [0xd7, 0xd7], [0x2013, 0x2014], [0x2018, 0x2019], [0x201c, 0x201d],
    [0x2026, 0x2026], [0x20ac, 0x20ac],
  ],
  accents: [
    [0xa1, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc],
    [0x2000, 0x206f], [0x2122, 0x2122], [0x2191, 0x2191], [0x2193, 0x2193], [0x2212, 0x2212], [0x2215, 0x2215],
  ],
};

const textOf = (ranges: readonly Range[]): string =>
  ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
    .map((point) => String.fromCodePoint(point)).join('');

/** Where the parts lie: fonts.css says @fonts/, then the face, the part and .woff2. */
export const fontsFolder = fileURLToPath(new URL('../node_modules/.fonts', import.meta.url));

async function cut({ name, weights, features }: Face): Promise<void> {
  const whole = readFileSync(
    createRequire(import.meta.url).resolve(`@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`),
  );
  for (const [part, ranges] of Object.entries(parts)) {
    const font = await subsetFont(whole, textOf(ranges), {
      targetFormat: 'woff2', keepFeatures: features, variationAxes: { wght: weights },
    });
    writeFileSync(`${fontsFolder}/${name}-${part}.woff2`, font);
  }
}

/** Cuts the faces before the first stylesheet is read. */
export function cutFonts(): Plugin {
  return {
    name: 'cut-fonts',
    // Vitest reads no stylesheet.
    apply: (_config, { mode }) => mode !== 'test',
    async buildStart() {
      mkdirSync(fontsFolder, { recursive: true });
      for (const face of faces) await cut(face);
    },
  };
}
