// The camera of the counter: one ticket after the other. Comes as a chunk of its own, with the decoder.

import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';

import '@/ui/viewfinder.css';
import { Camera } from '@/lib/camera/camera';
import { watchFrames } from '@/lib/camera/frames';
import { keepAwake } from '@/lib/camera/wake-lock';
import { Decoder } from '@/lib/decoder/decoder';
import { HoldOff } from '@/lib/scanning/hold-off';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

const words = texts.sales.paper;

interface Reader {
  camera: Camera;
  decoder: Decoder;
}

/** `onCode` hears of each code once, for as long as it stays in view. */
export default function PaperCamera({ onCode }: { onCode: (code: string) => void }) {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    const opened = { camera: new Camera(), decoder: new Decoder() };
    opened.camera.start();
    setReader(opened);
    return () => {
      opened.camera.stop();
      opened.decoder.close();
    };
  }, []);
  useEffect(keepAwake, []);
  return reader && <Viewfinder {...reader} onCode={onCode} />;
}

function Viewfinder({ camera, decoder, onCode }: Reader & { onCode: (code: string) => void }) {
  const state = useSyncExternalStore(camera.subscribe, camera.getState);
  const video = useRef<HTMLVideoElement>(null);
  const [isBroken, setBroken] = useState(false);
  const stream = state.status === 'live' ? state.stream : null;
  const onFound = useEffectEvent(onCode);

  useEffect(() => {
    const shown = video.current;
    if (shown === null || stream === null) return undefined;
    shown.srcObject = stream;
    // Interrupted when the stream changes at once; the next one plays.
    void shown.play().catch(() => {});
    const holdOff = new HoldOff();
    return watchFrames({
      video: shown,
      decoder,
      onFrame: (codes, seen_at) => {
        const fresh = holdOff.see(codes.map(({ text }) => text), seen_at);
        if (fresh !== null) onFound(fresh);
      },
      onBroken: () => setBroken(true),
    });
  }, [decoder, stream]);

  if (isBroken) return <Notice tone="refuse" isAlert>{words.decoderBroken}</Notice>;
  if (state.status === 'failed') {
    return (
      <Notice tone="caution" isAlert>
        <p>{words.cameraProblems[state.problem]}</p>
        <Button className="mt-2" onClick={() => camera.retry()}>{texts.common.actions.retry}</Button>
      </Notice>
    );
  }
  return (
    <figure className="viewfinder">
      <video ref={video} muted playsInline aria-label={words.cameraLabel} />
      <figcaption><span role="status">{stream === null ? words.cameraStarting : words.cameraReady}</span></figcaption>
    </figure>
  );
}
