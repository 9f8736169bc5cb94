// Shows a decoder the frames of a video, one at a time, for as long as somebody watches.

import type { Decoder, FoundCode } from '@/lib/decoder/decoder';

import { middleSquare } from './crop';

export interface WatchOptions {
  video: HTMLVideoElement;
  decoder: Pick<Decoder, 'decode'>;
  /// Called for every frame that was decoded, with the codes in it, the one nearest to the middle first.
  /// `seen_at` is when the frame was there, on the clock of performance.now().
  onFrame(codes: FoundCode[], seen_at: number): void;
  /// The decoder cannot be used; watching has ended.
  onBroken(): void;
}

/// About 16 looks a second: the next person is seen at once, and the phone stays cool.
const interval_ms = 60;
const failuresMax = 3;

export const byDistanceFromMiddle = (one: FoundCode, other: FoundCode): number =>
  Math.hypot(one.x - 0.5, one.y - 0.5) - Math.hypot(other.x - 0.5, other.y - 0.5);

/// Returns the function that ends it.
export function watchFrames({ video, decoder, onFrame, onBroken }: WatchOptions): () => void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let watching = true;
  let inFlight = false;
  let lastLook_at = -Infinity;
  let failures = 0;

  function cut(): ImageData | null {
    const crop = middleSquare(video.videoWidth, video.videoHeight);
    if (crop === null || context === null) return null;
    const { x, y, side, target } = crop;
    if (canvas.width !== target) canvas.width = canvas.height = target;
    context.drawImage(video, x, y, side, side, 0, 0, target, target);
    return context.getImageData(0, 0, target, target);
  }

  async function look(seen_at: number): Promise<void> {
    const image = cut();
    if (image === null) return;
    inFlight = true;
    lastLook_at = seen_at;
    try {
      const codes = await decoder.decode(image);
      failures = 0;
      if (watching) onFrame(codes.sort(byDistanceFromMiddle), seen_at);
    } catch {
      if (++failures >= failuresMax && watching) {
        stop();
        onBroken();
      }
    } finally {
      inFlight = false;
    }
  }

  function onVideoFrame(): void {
    if (!watching) return;
    const now = performance.now();
    if (!inFlight && now - lastLook_at >= interval_ms) void look(now);
    handle = request(onVideoFrame);
  }

  // Browsers without requestVideoFrameCallback look at each repaint instead.
  const hasFrameCallback = 'requestVideoFrameCallback' in video;
  const request = (callback: () => void): number =>
    hasFrameCallback ? video.requestVideoFrameCallback(callback) : requestAnimationFrame(callback);
  const cancel = (which: number): void =>
    hasFrameCallback ? video.cancelVideoFrameCallback(which) : cancelAnimationFrame(which);

  function stop(): void {
    watching = false;
    cancel(handle);
  }

  let handle = request(onVideoFrame);
  return stop;
}
