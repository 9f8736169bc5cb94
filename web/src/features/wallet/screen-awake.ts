// The phone's screen stays on while a code is to be seen.

import { useEffect } from 'react';

import { keepAwake } from '@/lib/camera/wake-lock';

export function useScreenAwake(isWanted: boolean): void {
  useEffect(() => (isWanted ? keepAwake() : undefined), [isWanted]);
}
