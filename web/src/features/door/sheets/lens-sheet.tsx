// Which of the device's cameras looks.

import type { CameraState } from '@/lib/camera/camera';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { CheckIcon } from '@/ui/icons';

const words = texts.door.lenses;

interface LensSheetProps {
  isOpen: boolean;
  camera: CameraState;
  onPick: (lens: string) => void;
  onClose: () => void;
}

export function LensSheet({ isOpen, camera, onPick, onClose }: LensSheetProps) {
  const { lenses, lens: current } = camera.status === 'live' ? camera : { lenses: [], lens: null };
  return (
    <Dialog isOpen={isOpen} title={words.title} onClose={onClose}>
      <div className="flex flex-col gap-2">
        {lenses.map(({ id, label }, place) => (
          <Button
            key={id} onClick={() => onPick(id)} className="min-h-14"
            aria-current={id === current ? true : undefined}
          >
            {label === '' ? words.unnamed(place + 1) : label}
            {id === current && (
              <span className="inline-flex shrink-0 items-center gap-1 text-sm text-ink-soft"><CheckIcon />{words.current}</span>
            )}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
