// Everything within reach of one thumb: the strip at the foot, and the camera's switches above it.

import { useRef, type ReactNode } from 'react';

import type { CameraState } from '@/lib/camera/camera';
import { texts } from '@/texts/en';
import { ClockIcon, SearchIcon } from '@/ui/icons';

import { changeSettings, useDoorSettings } from '../door-settings';
import { KeysIcon, LensIcon, PhotoIcon, SilentIcon, SoundIcon, TorchIcon } from '../icons';
import { allowSound } from '../signals';

export type Sheet = 'number' | 'name' | 'recent' | 'lens';

const words = texts.door.controls;

interface ControlsProps {
  camera: CameraState;
  onTorch: (on: boolean) => void;
  onOpen: (sheet: Sheet) => void;
  onPhoto: (file: File) => void;
}

export function Controls({ camera, onTorch, onOpen, onPhoto }: ControlsProps) {
  const hasSound = useDoorSettings((settings) => settings.hasSound);
  const torch = camera.status === 'live' ? camera.torch : 'none';
  const hasLenses = camera.status === 'live' && camera.lenses.length > 1;
  return (
    <div className="relative z-10 mt-auto flex flex-col">
      <div role="group" aria-label={words.label} className="flex justify-end gap-2 p-3">
        {torch !== 'none' && (
          <Switch isOn={torch === 'on'} label={words.torch} onPress={() => onTorch(torch === 'off')}><TorchIcon /></Switch>
        )}
        {hasLenses && <Switch label={words.lens} onPress={() => onOpen('lens')}><LensIcon /></Switch>}
        <Switch
          label={words.sound} isOn={hasSound}
          onPress={() => {
            allowSound();
            changeSettings({ hasSound: !hasSound });
          }}
        >
          {hasSound ? <SoundIcon /> : <SilentIcon />}
        </Switch>
      </div>
      <div className="notched notched-top perforated-top flex justify-around px-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] pt-2">
        <Way label={words.type} onPress={() => onOpen('number')}><KeysIcon /></Way>
        <Way label={words.find} onPress={() => onOpen('name')}><SearchIcon size={24} /></Way>
        <PhotoWay onPhoto={onPhoto} />
        <Way label={words.recent} onPress={() => onOpen('recent')}><ClockIcon size={24} /></Way>
      </div>
    </div>
  );
}

interface PressProps {
  label: string;
  onPress: () => void;
  children: ReactNode;
}

/** With `isOn` it is a switch, without it a button. */
function Switch({ label, isOn, onPress, children }: PressProps & { isOn?: boolean }) {
  return (
    <button
      type="button" onClick={onPress} title={label} aria-label={label} aria-pressed={isOn}
      className="grid size-13 place-items-center rounded-full bg-stock text-ink-soft aria-pressed:text-ink"
    >
      {children}
    </button>
  );
}

function Way({ label, onPress, children }: PressProps) {
  return (
    <button
      type="button" onClick={onPress}
      className="flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-ticket text-sm font-semibold hover:bg-line"
    >
      {children}
      {label}
    </button>
  );
}

function PhotoWay({ onPhoto }: { onPhoto: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Way label={words.photo} onPress={() => input.current?.click()}><PhotoIcon /></Way>
      <input
        ref={input} type="file" accept="image/*" hidden aria-label={words.photoFile}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onPhoto(file);
          // The same photo again is a new try.
          event.target.value = '';
        }}
      />
    </>
  );
}
