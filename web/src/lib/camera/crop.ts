// Which part of a picture the decoder sees, and how large.

export interface Crop {
  x: number;
  y: number;
  /// The side of the square that is cut out, in the picture's own pixels.
  side: number;
  /// The side of the image that is decoded.
  target: number;
}

/// Enough for a code of 37 modules that fills a fifth of the width; more only costs time.
export const targetMax_px = 640;

/// The square in the middle of a picture, brought down to at most `target_max`; null before the first
/// picture came, when its size is 0.
export function middleSquare(
  width: number,
  height: number,
  target_max: number = targetMax_px,
): Crop | null {
  const side = Math.min(width, height);
  if (side <= 0) return null;
  return {
    x: Math.floor((width - side) / 2),
    y: Math.floor((height - side) / 2),
    side,
    target: Math.min(side, target_max),
  };
}
