// The camera of the claim page. Comes as a chunk of its own, with the decoder.

import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

import { CodeReader } from './code-reader';
import '@/ui/viewfinder.css';

interface ClaimCameraProps {
  onCode: (code: string) => void;
  onBroken: () => void;
}

export default function ClaimCamera({ onCode, onBroken }: ClaimCameraProps) {
  const [reader, setReader] = useState<CodeReader | null>(null);
  useEffect(() => {
    const opened = new CodeReader();
    opened.camera.start();
    setReader(opened);
    return () => opened.close();
  }, []);
  return reader && <Viewfinder reader={reader} onCode={onCode} onBroken={onBroken} />;
}

function Viewfinder({ reader, onCode, onBroken }: ClaimCameraProps & { reader: CodeReader }) {
  const words = texts.wallet.claiming;
  const state = useSyncExternalStore(reader.camera.subscribe, reader.camera.getState);
  const video = useRef<HTMLVideoElement>(null);
  const stream = state.status === 'live' ? state.stream : null;

  const onFound = useEffectEvent(onCode);
  const onFailure = useEffectEvent(onBroken);

  useEffect(() => {
    const shown = video.current;
    if (shown === null || stream === null) return;
    shown.srcObject = stream;
    void shown.play().catch(() => {});
    reader.watch(shown, (code) => onFound(code), () => onFailure());
  }, [reader, stream]);

  if (state.status === 'failed') {
    return (
      <div role="alert" className="grid justify-items-start gap-3">
        <p>{words.camera[state.problem]}</p>
        <Button onClick={() => reader.camera.retry()}>{words.again}</Button>
      </div>
    );
  }
  return (
    <figure className="viewfinder">
      <video ref={video} muted playsInline aria-label={words.cameraLabel} />
      <figcaption><span role="status">{stream === null ? words.starting : words.aim}</span></figcaption>
    </figure>
  );
}
