// What was drawn, looked at through programs that are not ours: poppler, librsvg and zbar.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mustRun } from './commands.ts';

/// A picture of one octet a pixel: 0 is black, 255 white.
export interface GrayPicture {
  width: number;
  height: number;
  pixels: Buffer;
}

/// A desk with a folder to put files on; clear it afterwards.
export class Desk {
  readonly folder: string;
  #files = 0;

  static async open(): Promise<Desk> {
    return new Desk(await mkdtemp(join(tmpdir(), 'admitone-desk-')));
  }

  private constructor(folder: string) {
    this.folder = folder;
  }

  path(extension: string): string {
    return join(this.folder, `${++this.#files}.${extension}`);
  }

  async put(extension: string, content: Uint8Array): Promise<string> {
    const file = this.path(extension);
    await writeFile(file, content);
    return file;
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /// The one code in a picture, as zbar reads it.
  async readCode(pictureFile: string): Promise<string> {
    const read = await mustRun('zbarimg', [
      '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', pictureFile,
    ]);
    return read.replace(/\n$/, '');
  }

  /// The codes of the first `count` stubs of a print sheet, cut apart as by hand: two columns, so many rows on
  /// a page, within a margin of ten millimetres.
  async readStubs(pdf: Uint8Array, rows: number, count: number): Promise<string[]> {
    const dpi = 200;
    const file = await this.put('pdf', pdf);
    const size = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(await this.infoOf(pdf));
    const [width, height] = [size?.[1], size?.[2]].map((points) => (Number(points) / 72) * dpi) as [number, number];
    const margin = (10 / 25.4) * dpi;
    const cell = { width: (width - 2 * margin) / 2, height: (height - 2 * margin) / rows };
    const codes: string[] = [];
    for (let stub = 0; stub < count; ++stub) {
      const page = String(Math.floor(stub / (2 * rows)) + 1);
      const [column, row] = [stub % 2, Math.floor((stub % (2 * rows)) / 2)];
      const base = this.path('stub');
      await mustRun('pdftoppm', [
        '-r', String(dpi), '-gray', '-f', page, '-l', page, '-singlefile',
        '-x', String(Math.round(margin + column * cell.width)), '-y', String(Math.round(margin + row * cell.height)),
        '-W', String(Math.round(cell.width)), '-H', String(Math.round(cell.height)), file, base,
      ]);
      codes.push(await this.readCode(`${base}.pgm`));
    }
    return codes;
  }

  /// A page of one sheet as a picture.
  async renderPdf(pdf: Uint8Array, dpi = 150): Promise<string> {
    const file = await this.put('pdf', pdf);
    const base = file.replace(/\.pdf$/, '');
    await mustRun('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', file, base]);
    return `${base}.png`;
  }

  async renderSvg(svg: Uint8Array, width?: number): Promise<string> {
    const file = await this.put('svg', svg);
    const picture = this.path('png');
    const size = width === undefined ? [] : ['--width', String(width), '--height', String(width)];
    await mustRun('rsvg-convert', [...size, '--output', picture, file]);
    return picture;
  }

  /// A page as gray pixels, for spoiling it.
  async grayPage(pdf: Uint8Array, dpi: number): Promise<GrayPicture> {
    const file = await this.put('pdf', pdf);
    const base = file.replace(/\.pdf$/, '');
    await mustRun('pdftoppm', ['-r', String(dpi), '-gray', '-singlefile', file, base]);
    return parsePgm(await readFile(`${base}.pgm`));
  }

  putGray({ width, height, pixels }: GrayPicture): Promise<string> {
    const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
    return this.put('pgm', Buffer.concat([header, pixels]));
  }

  /// Text, facts and fonts of a PDF.
  async textOf(pdf: Uint8Array): Promise<string> {
    return mustRun('pdftotext', ['-layout', await this.put('pdf', pdf), '-']);
  }

  async infoOf(pdf: Uint8Array): Promise<string> {
    return mustRun('pdfinfo', [await this.put('pdf', pdf)]);
  }

  async fontsOf(pdf: Uint8Array): Promise<Font[]> {
    const lines = (await mustRun('pdffonts', [await this.put('pdf', pdf)])).trim().split('\n');
    // name, type, encoding, then three words of "yes" or "no" and the object's two numbers.
    return lines.slice(2).map((line) => {
      const words = line.trim().split(/\s+/);
      const [embedded, subset] = words.slice(-5, -3);
      return { name: words[0] ?? '', isEmbedded: embedded === 'yes', isSubset: subset === 'yes' };
    });
  }
}

export interface Font {
  name: string;
  isEmbedded: boolean;
  isSubset: boolean;
}

function parsePgm(file: Buffer): GrayPicture {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
  if (header === null) throw new Error('not a gray picture');
  const [whole, width, height] = header;
  return { width: Number(width), height: Number(height), pixels: file.subarray(whole.length) };
}

/// Paints a rectangle of a picture, in parts of its width and height.
export function blot(
  picture: GrayPicture,
  place: { x: number; y: number; width: number; height: number },
  shade: number,
): void {
  const [left, right] = [place.x, place.x + place.width].map((part) => Math.round(part * picture.width)) as [number, number];
  const [top, bottom] = [place.y, place.y + place.height].map((part) => Math.round(part * picture.height)) as [number, number];
  for (let y = top; y < bottom; ++y) {
    picture.pixels.fill(shade, y * picture.width + left, y * picture.width + right);
  }
}
