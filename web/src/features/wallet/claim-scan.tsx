// Two more ways to present a code: the camera, and a photo. Both bring the decoder, so it is loaded when one is chosen.

import { lazy, Suspense, useId, useRef, useState, type ChangeEvent } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { DoorIcon } from '@/ui/icons';
import { PageLoading } from '@/ui/loading';
import { Notice } from '@/ui/notice';

const ClaimCamera = lazy(() => import('./claim-camera'));
const words = texts.wallet.claiming;

interface ClaimScanProps {
  /// Somebody begins to scan: what was said of an earlier code is over.
  onStart: () => void;
  onCode: (code: string) => void;
}

export function ClaimScan({ onStart, onCode }: ClaimScanProps) {
  const [isScanning, setScanning] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const photo = useRef<HTMLInputElement>(null);
  const photoId = useId();

  const toggle = () => {
    if (!isScanning) onStart();
    setComplaint(null);
    setScanning(!isScanning);
  };
  const take = (code: string) => {
    setScanning(false);
    setComplaint(null);
    onCode(code);
  };
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    onStart();
    setReading(true);
    setComplaint(null);
    try {
      const code = await codeInPhoto(file);
      if (code === null) setComplaint(words.noCode);
      else take(code);
    } catch {
      setComplaint(words.decoderBroken);
    } finally {
      setReading(false);
      target.value = '';
    }
  };

  return (
    <section className="grid gap-4" aria-label={words.scanning}>
      <div className="flex flex-wrap gap-3">
        <Button icon={<DoorIcon />} aria-expanded={isScanning} onClick={toggle}>
          {isScanning ? words.stopScan : words.scan}
        </Button>
        <Button isBusy={isReading} onClick={() => photo.current?.click()}>{words.photo}</Button>
        <label htmlFor={photoId} className="sr-only">{words.photo}</label>
        <input
          id={photoId} ref={photo} type="file" accept="image/*" tabIndex={-1} className="sr-only"
          onChange={(event) => void read(event)}
        />
      </div>
      {complaint !== null && <Notice tone="caution" isAlert>{complaint}</Notice>}
      {isScanning && (
        <Suspense fallback={<PageLoading />}>
          <ClaimCamera
            onCode={take}
            onBroken={() => {
              setScanning(false);
              setComplaint(words.decoderBroken);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

/// Null when there is none, also in a file that is no picture. Throws when the decoder cannot be loaded.
async function codeInPhoto(file: File): Promise<string | null> {
  const { CodeReader } = await import('./code-reader');
  const reader = new CodeReader();
  try {
    const outcome = await reader.readPhoto(file);
    return outcome.kind === 'found' ? outcome.code.text : null;
  } finally {
    reader.close();
  }
}
