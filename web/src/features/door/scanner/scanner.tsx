// The door at work: the camera behind everything, and one answer at a time in front of it.

import { useEffect, useRef, useState } from 'react';

import { isNotFound } from '@/api/problem';
import { keepAwake } from '@/lib/camera/wake-lock';
import { useWedge } from '@/lib/scanning/use-wedge';
import { texts } from '@/texts/en';
import { usePage } from '@/ui/page';

import { useConcert } from '../api/queries';
import { useRecentScans } from '../api/recent-scans';
import { changeSettings, useDoorSettings } from '../door-settings';
import type { Post, Presented } from '../logic/scan-request';
import { LensSheet } from '../sheets/lens-sheet';
import { NameSheet } from '../sheets/name-sheet';
import { NumberSheet } from '../sheets/number-sheet';
import { RecentSheet } from '../sheets/recent-sheet';
import { allowSound } from '../signals';
import { GateScreen } from '../verdict/gate-screen';
import { CameraView } from './camera-view';
import { Controls, type Sheet } from './controls';
import { PhotoReport, usePhoto } from './photo';
import { TopStrip } from './top-strip';
import { useCamera } from './use-camera';
import { useDecoder } from './use-decoder';
import { useGate } from './use-gate';

interface ScannerProps {
  post: Post;
  /** Somebody wants another concert, gate or type. */
  onChange: () => void;
}

export function Scanner({ post, onChange }: ScannerProps) {
  const concert = useConcert(post.concert_id);
  useLeaveWhenGone(concert.error);
  const heading = usePage(texts.door.title);
  const [recent, remember] = useRecentScans();
  const [state, gate] = useGate(post, remember);
  const [camera, cameraControl] = useCamera(useDoorSettings((settings) => settings.lens));
  const decoder = useDecoder();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const photo = usePhoto(decoder, (code) => present({ kind: 'code', code }));

  const close = (): void => setSheet(null);
  const present = (presented: Presented): void => {
    close();
    gate?.present(presented);
  };
  useWedge((text, read_at) => {
    close();
    gate?.read(text, read_at);
  });
  useEffect(keepAwake, []);
  useAllowedSound();
  const isCovered = state.kind !== 'ready';
  const focusBack = useFocusBack(isCovered);

  return (
    <main id="content" className="fixed inset-0 overflow-hidden">
      <div ref={focusBack} className="absolute inset-0 flex flex-col" inert={isCovered}>
        <h1 ref={heading} tabIndex={-1} className="sr-only">{texts.door.scanner.title(concert.data?.name ?? '')}</h1>
        <CameraView
          state={camera} decoder={decoder} isWatching={sheet === null}
          onCodes={(codes, seen_at) => gate?.see(codes, seen_at)} onRetry={() => cameraControl.retry()}
        />
        <TopStrip post={post} concert={concert.data} onChange={onChange} />
        <PhotoReport photo={photo} />
        <Controls
          camera={camera} onTorch={(on) => void cameraControl.setTorch(on)} onOpen={setSheet} onPhoto={photo.read}
        />
        <NumberSheet isOpen={sheet === 'number'} post={post} onClose={close} onPresent={present} />
        <NameSheet isOpen={sheet === 'name'} post={post} onClose={close} onPresent={present} />
        <RecentSheet isOpen={sheet === 'recent'} scans={recent} timezone={concert.data?.timezone} onClose={close} />
        <LensSheet
          isOpen={sheet === 'lens'} camera={camera} onClose={close}
          onPick={(lens) => {
            close();
            changeSettings({ lens });
            cameraControl.useLens(lens);
          }}
        />
      </div>
      <GateScreen state={state} gate={gate} />
    </main>
  );
}

/** A concert that was removed has no door: somebody has to choose again. */
function useLeaveWhenGone(error: unknown): void {
  useEffect(() => {
    if (isNotFound(error)) changeSettings({ post: null });
  }, [error]);
}

/** The first touch of the page lets it sound, wherever it lands. */
function useAllowedSound(): void {
  useEffect(() => {
    // Opening the sound takes a while: after the key was handled, which may be a reader's first.
    const allow = (): void => void setTimeout(allowSound);
    addEventListener('pointerdown', allow);
    addEventListener('keydown', allow);
    return () => {
      removeEventListener('pointerdown', allow);
      removeEventListener('keydown', allow);
    };
  }, []);
}

/** What is covered loses the focus; it gets it back when the verdict is gone. */
function useFocusBack(isCovered: boolean) {
  const below = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const element = below.current;
    const note = (event: FocusEvent): void => {
      if (event.target instanceof HTMLElement && event.target.closest('dialog') === null) last.current = event.target;
    };
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (!isCovered && document.activeElement === document.body) last.current?.focus({ preventScroll: true });
  }, [isCovered]);
  return below;
}
