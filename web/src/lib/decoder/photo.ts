// Reads the code in a photo: for where the camera is not allowed, and for pictures that somebody sent.

import type { Decoder, FoundCode } from './decoder';

/// One look at a photo: how large its longer side is drawn, and how far it is turned.
export interface Look {
  longSide: number;
  turned_degrees: number;
}

/// Phones make photos of 12 megapixels and more; beyond this a decoder only gets slower.
const longSideMax = 4096;

/// From the likeliest to the desperate. A code that fills the photo reads best small, a small one needs all
/// pixels; turning helps where a slanted code lies between the decoder's lines.
export function looksAt(width: number, height: number): Look[] {
  const full = Math.min(Math.max(width, height), longSideMax);
  const sizes = [1600, 960, full, 560, 320].filter(
    (size, place, all) => size <= full && all.indexOf(size) === place,
  );
  const turnedSize = Math.min(full, 1280);
  return [
    ...sizes.map((longSide) => ({ longSide, turned_degrees: 0 })),
    ...[45, 20, 70].map((turned_degrees) => ({ longSide: turnedSize, turned_degrees })),
  ];
}

function draw(photo: ImageBitmap, { longSide, turned_degrees }: Look): ImageData {
  const scale = longSide / Math.max(photo.width, photo.height);
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const angle = (turned_degrees * Math.PI) / 180;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * Math.abs(Math.cos(angle)) + height * Math.abs(Math.sin(angle)));
  canvas.height = Math.ceil(width * Math.abs(Math.sin(angle)) + height * Math.abs(Math.cos(angle)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to draw the photo on');
  // The corners that turning leaves empty are paper, as the code's own margin is.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(angle);
  context.drawImage(photo, -width / 2, -height / 2, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

export type PhotoOutcome =
  | { kind: 'found'; code: FoundCode }
  | { kind: 'nothing' }
  /// Not a picture that this browser can open.
  | { kind: 'unreadable' };

/// Looks at the photo until a code shows. Rejects when the decoder cannot be loaded.
export async function readPhoto(file: Blob, decoder: Decoder): Promise<PhotoOutcome> {
  const photo = await createImageBitmap(file).catch(() => null);
  if (photo === null) return { kind: 'unreadable' };
  try {
    for (const look of looksAt(photo.width, photo.height)) {
      const [code] = await decoder.decode(draw(photo, look));
      if (code !== undefined) return { kind: 'found', code };
    }
    return { kind: 'nothing' };
  } finally {
    photo.close();
  }
}
