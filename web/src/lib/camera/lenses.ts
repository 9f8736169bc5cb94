// The cameras of this device, and how to ask for one.

export interface Lens {
  id: string;
  /// As the system names it; empty until the camera was allowed once.
  label: string;
}

export function lensesOf(devices: readonly MediaDeviceInfo[]): Lens[] {
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/// Without a lens, the one on the back: that is where the guests are.
export function constraintsFor(lens: string | null): MediaStreamConstraints {
  const which: MediaTrackConstraints =
    lens === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: lens } };
  return { audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } };
}

// TypeScript's list of capabilities does not know the torch.
interface TorchCapabilities {
  torch?: boolean;
}

export function hasTorch(track: MediaStreamTrack): boolean {
  // Firefox has no getCapabilities() on some systems.
  const capabilities = track.getCapabilities?.() as TorchCapabilities | undefined;
  return capabilities?.torch === true;
}

export const switchTorch = (track: MediaStreamTrack, on: boolean): Promise<void> =>
  track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
