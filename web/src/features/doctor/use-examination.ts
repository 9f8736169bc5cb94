// Runs all checks, each as soon as it can, and the camera's when the person lets it.

import { useEffect, useState } from 'react';

import { judgeCamera, judgeClock, judgeDecoder, judgeNetwork, judgeSecurity, judgeStorage, type Finding } from './findings';
import { askServer, isCameraAllowed, remembers, timeDecoder, tryCamera } from './measure';

export const checks = ['secure', 'camera', 'decoder', 'clock', 'storage', 'network'] as const;
export type Check = (typeof checks)[number];

/// Null: still being looked at.
export type Findings = Readonly<Record<Check, Finding | null>>;

const nothingYet: Findings = { secure: null, camera: null, decoder: null, clock: null, storage: null, network: null };

export interface Examination {
  findings: Findings;
  /// Whether the camera's check waits for the person.
  waitsForCamera: boolean;
  openCamera: () => void;
  again: () => void;
}

export function useExamination(): Examination {
  const [attempt, setAttempt] = useState(0);
  const [findings, setFindings] = useState(nothingYet);
  const [waitsForCamera, setWaitsForCamera] = useState(false);
  const openCamera = (): void => {
    setWaitsForCamera(false);
    void tryCamera().then((outcome) => setFindings((before) => ({ ...before, camera: judgeCamera(outcome) })));
  };
  useEffect(() => {
    let isCurrent = true;
    const note = (found: Partial<Findings>): void => {
      if (isCurrent) setFindings((before) => ({ ...before, ...found }));
    };
    void examine(note, () => isCurrent && setWaitsForCamera(true));
    return () => {
      isCurrent = false;
    };
  }, [attempt]);
  const again = (): void => {
    setFindings(nothingYet);
    setWaitsForCamera(false);
    setAttempt((before) => before + 1);
  };
  return { findings, waitsForCamera, openCamera, again };
}

async function examine(note: (found: Partial<Findings>) => void, waitForCamera: () => void): Promise<void> {
  note({ secure: judgeSecurity(isSecureContext), storage: judgeStorage(remembers()) });
  const samples = await askServer();
  note({ clock: judgeClock(samples), network: judgeNetwork(samples) });
  // Where there can be no camera at all, nobody need be asked.
  const canAsk = navigator.mediaDevices !== undefined && !(await isCameraAllowed());
  if (canAsk) waitForCamera();
  else note({ camera: judgeCamera(await tryCamera()) });
  note({ decoder: judgeDecoder(await timeDecoder()) });
}
