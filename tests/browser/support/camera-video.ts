// Videos for Chromium's fake camera: what a door's camera sees, drawn from real codes. Y4M, because it needs
// no encoder: grey frames, one after the other.

import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

import { encode } from 'uqr';

export const width = 640;
export const height = 480;
export const frames_per_s = 10;

/// What is held in front of the camera, and for how long.
export interface Scene {
  /// The text of the code; nothing is held there without one.
  code?: string;
  duration_ms: number;
  /// How large the code is: its side, in pixels of the picture.
  side?: number;
  turned_degrees?: number;
  /// Seen from the side: by how much the far edge of the code is smaller than the near one.
  slanted?: number;
  /// How far the picture is out of focus, in pixels.
  blurred?: number;
}

const dark = 34;
const room = 58;
const paper = 214;
const quietZone_modules = 4;

type Modules = boolean[][];

/// The brightness of the room behind: not one grey, as no room is.
const roomAt = (x: number, y: number): number => room + ((x * 7 + y * 13) % 17) - 8 + (24 * x) / width;

/// The brightness at a place of the picture.
function brightnessAt(x: number, y: number, modules: Modules, scene: Scene): number {
  const { side = 300, turned_degrees = 0, slanted = 0 } = scene;
  const angle = (-turned_degrees * Math.PI) / 180;
  const fromMiddleX = x - width / 2;
  const fromMiddleY = y - height / 2;
  const turnedX = fromMiddleX * Math.cos(angle) - fromMiddleY * Math.sin(angle);
  const turnedY = fromMiddleX * Math.sin(angle) + fromMiddleY * Math.cos(angle);
  const away = 1 + (slanted * turnedY) / side;
  const all = modules.length + 2 * quietZone_modules;
  const column = Math.floor((turnedX / away / side + 0.5) * modules.length + quietZone_modules);
  const row = Math.floor((turnedY / away / side + 0.5) * modules.length + quietZone_modules);
  if (column < 0 || row < 0 || column >= all || row >= all) return roomAt(x, y);
  return modules[row - quietZone_modules]?.[column - quietZone_modules] === true ? dark : paper;
}

function drawn(scene: Scene): Float32Array {
  const picture = new Float32Array(width * height);
  const modules = scene.code === undefined ? null : encode(scene.code, { ecc: 'M', border: 0 }).data;
  const samples = [0.25, 0.75];
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      let sum = 0;
      for (const dy of samples) {
        for (const dx of samples) {
          sum += modules === null ? roomAt(x, y) : brightnessAt(x + dx, y + dy, modules, scene);
        }
      }
      picture[y * width + x] = sum / samples.length ** 2;
    }
  }
  return picture;
}

/// One pass of a box of the given radius along rows (`step` 1) or columns.
function boxed(picture: Float32Array, radius: number, step: number): Float32Array {
  const blurred = new Float32Array(picture.length);
  const places = step === 1 ? width : height;
  for (let at = 0; at < picture.length; ++at) {
    const place = step === 1 ? at % width : Math.floor(at / width);
    const from = Math.max(-radius, -place);
    const to = Math.min(radius, places - 1 - place);
    let sum = 0;
    for (let offset = from; offset <= to; ++offset) sum += picture[at + offset * step] ?? 0;
    blurred[at] = sum / (to - from + 1);
  }
  return blurred;
}

/// Two boxes one after the other are nearly what a lens out of focus does.
function outOfFocus(picture: Float32Array, radius: number): Float32Array {
  if (radius <= 0) return picture;
  const once_ = boxed(boxed(picture, radius, 1), radius, width);
  return boxed(boxed(once_, radius, 1), radius, width);
}

const pictureOf = (scene: Scene): Uint8Array =>
  Uint8Array.from(outOfFocus(drawn(scene), scene.blurred ?? 0), Math.round);

function frameOf(scene: Scene): Buffer {
  const brightness = pictureOf(scene);
  // Two planes of colour, a quarter of the size each: none.
  const colours = Buffer.alloc((width * height) / 2, 128);
  return Buffer.concat([Buffer.from('FRAME\n'), brightness, colours]);
}

/// Writes the scenes to a file, one after the other. Chromium begins again at their end.
export async function writeCameraVideo(file: string, scenes: readonly Scene[]): Promise<void> {
  const out = createWriteStream(file);
  out.write(`YUV4MPEG2 W${width} H${height} F${frames_per_s}:1 Ip A1:1 C420jpeg\n`);
  for (const scene of scenes) {
    const frame = frameOf(scene);
    const frames = Math.max(1, Math.round((scene.duration_ms / 1000) * frames_per_s));
    for (let number = 0; number < frames; ++number) {
      if (!out.write(frame)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}

/// The same as a photo: a Windows bitmap, which needs no encoder either.
export function photoOf(scene: Scene): Buffer {
  const brightness = pictureOf(scene);
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(head.length + width * height * 3, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  // A negative height says that the first row is the upper one.
  head.writeInt32LE(-height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  const pixels = Buffer.alloc(width * height * 3);
  brightness.forEach((grey, at) => pixels.fill(grey, at * 3, at * 3 + 3));
  return Buffer.concat([head, pixels]);
}

export const nothing = (duration_ms: number): Scene => ({ duration_ms });
export const shown = (code: string, duration_ms: number, changes: Partial<Scene> = {}): Scene => ({
  code, duration_ms, ...changes,
});
