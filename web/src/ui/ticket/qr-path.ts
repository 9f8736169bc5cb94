// A ticket's code as the outline of its QR: pure, so that a decoder can check it without a browser.

import { encode } from 'uqr';

/// Modules of white around the symbol: the standard asks for four.
export const quietZone_modules = 4;

export interface QrDrawing {
  /// Modules along one side of the symbol, without its quiet zone.
  modules: number;
  /// One SVG path in units of modules; the quiet zone is included in its coordinates.
  path: string;
}

/// Draws at level M. A ticket's code is base45, exactly the alphabet of the alphanumeric mode, so its 120
/// characters take version 5. Throws when the text is longer than a QR can hold.
export function drawQr(text: string): QrDrawing {
  const { data } = encode(text, { ecc: 'M', boostEcc: false, border: 0 });
  return { modules: data.length, path: data.map(rowPath).join('') };
}

/// Neighbouring dark modules become one bar, so that no hairline shows between them.
function rowPath(row: boolean[], line: number): string {
  let path = '';
  let start = 0;
  while (start < row.length) {
    if (row[start] !== true) {
      start += 1;
      continue;
    }
    let end = start + 1;
    while (row[end] === true) end += 1;
    const width = end - start;
    path += `M${start + quietZone_modules} ${line + quietZone_modules}h${width}v1h-${width}z`;
    start = end;
  }
  return path;
}
