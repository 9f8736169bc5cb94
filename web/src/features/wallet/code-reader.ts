// Reads one code, from the camera or from a photo. Loaded only when somebody wants to scan: the decoder is large.

import { Camera, type CameraState } from '@/lib/camera/camera';
import { watchFrames } from '@/lib/camera/frames';
import { Decoder } from '@/lib/decoder/decoder';
import { readPhoto, type PhotoOutcome } from '@/lib/decoder/photo';

export type { CameraState, PhotoOutcome };

export class CodeReader {
  readonly camera = new Camera();
  readonly #decoder = new Decoder();
  #stopWatching = (): void => {};

  /// Calls `onCode` for the first code that the video shows, once.
  watch(video: HTMLVideoElement, onCode: (text: string) => void, onBroken: () => void): void {
    this.#stopWatching();
    this.#stopWatching = watchFrames({
      video,
      decoder: this.#decoder,
      onFrame: ([code]) => {
        if (code === undefined) return;
        this.#stopWatching();
        onCode(code.text);
      },
      onBroken,
    });
  }

  readPhoto(file: Blob): Promise<PhotoOutcome> {
    return readPhoto(file, this.#decoder);
  }

  close(): void {
    this.#stopWatching();
    this.camera.stop();
    this.#decoder.close();
  }
}
