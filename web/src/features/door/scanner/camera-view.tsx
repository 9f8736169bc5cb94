// The camera's picture from edge to edge, with the frame that a code is held into; or why there is none.

import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { CameraState } from '@/lib/camera/camera';
import { watchFrames } from '@/lib/camera/frames';
import type { Decoder } from '@/lib/decoder/decoder';
import { texts } from '@/texts/en';

import { CameraHelp } from './camera-help';

interface CameraViewProps {
  state: CameraState;
  decoder: Decoder | null;
  /** Whether codes are looked for: not while somebody fills in a form over the picture. */
  isWatching: boolean;
  onCodes: (codes: string[], seen_at: number) => void;
  onRetry: () => void;
}

const words = texts.door.scanner;

export function CameraView({ state, decoder, isWatching, onCodes, onRetry }: CameraViewProps) {
  if (state.status === 'failed') return <CameraHelp problem={state.problem} onRetry={onRetry} />;
  return (
    <>
      {state.status === 'live' && <Picture stream={state.stream} {...{ decoder, isWatching, onCodes }} />}
      {state.status !== 'live' && (
        <p role="status" className="absolute inset-0 grid place-items-center text-ink-soft">{words.starting}</p>
      )}
    </>
  );
}

type PictureProps = Pick<CameraViewProps, 'decoder' | 'isWatching' | 'onCodes'> & { stream: MediaStream };

function Picture({ stream, decoder, isWatching, onCodes }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isBroken, setBroken] = useState(false);
  const onFrame = useEffectEvent(onCodes);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    // Interrupted when the stream changes at once; the next one plays.
    element.play().catch(() => {});
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  useEffect(() => {
    if (video.current === null || decoder === null || !isWatching) return;
    return watchFrames({
      video: video.current,
      decoder,
      onFrame: (codes, seen_at) => onFrame(codes.map(({ text }) => text), seen_at),
      onBroken: () => setBroken(true),
    });
  }, [stream, decoder, isWatching]);

  return (
    <>
      <video
        ref={video} muted playsInline autoPlay aria-hidden="true"
        className="absolute inset-0 size-full object-cover"
      />
      <div className="door-finder" aria-hidden="true">
        <span className="door-finder-frame" />
      </div>
      <p className="door-hint">
        {isBroken ? <span role="alert">{words.decoderBroken}</span> : words.ready}
      </p>
    </>
  );
}
