// What this device remembers of its door: where it stands, which lens, whether it makes sounds.

import { create } from 'zustand';

import { recall, remember } from '@/lib/storage';

import type { Post, ScanType } from './logic/scan-request';

interface DoorSettings {
  post: Post | null;
  lens: string | null;
  hasSound: boolean;
}

const key = 'admitone.door';
const none: DoorSettings = { post: null, lens: null, hasSound: true };
const scanTypes: readonly ScanType[] = ['attendance', 'entry_check', 'sale_confirmation'];

function isPost(value: unknown): value is Post {
  const { concert_id, scan_type, location } = (value ?? {}) as Partial<Post>;
  return (
    typeof concert_id === 'number' &&
    typeof location === 'string' &&
    location !== '' &&
    scanTypes.some((known) => known === scan_type)
  );
}

/// Reads what an older version of this page may have written.
export function readSettings(text: string | null): DoorSettings {
  try {
    const { post, lens, hasSound } = JSON.parse(text ?? '{}') as Partial<DoorSettings>;
    return {
      post: isPost(post) ? post : null,
      lens: typeof lens === 'string' ? lens : null,
      hasSound: hasSound !== false,
    };
  } catch {
    return none;
  }
}

export const useDoorSettings = create<DoorSettings>(() => readSettings(recall(key)));

export function changeSettings(changes: Partial<DoorSettings>): void {
  useDoorSettings.setState(changes);
  remember(key, JSON.stringify(useDoorSettings.getState()));
}
