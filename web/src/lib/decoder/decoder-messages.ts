// What the page and the decoder's worker say to each other.

/// A code in an image. `x` and `y` are its middle, as parts of the image's width and height.
export interface FoundCode {
  text: string;
  x: number;
  y: number;
}

export interface DecodeRequest {
  id: number;
  image: ImageData;
}

export type DecoderReply =
  | { kind: 'ready' }
  /// The WebAssembly could not be loaded; nothing will ever be decoded by this worker.
  | { kind: 'broken'; complaint: string }
  | { kind: 'decoded'; id: number; codes: FoundCode[] }
  | { kind: 'failed'; id: number; complaint: string };
