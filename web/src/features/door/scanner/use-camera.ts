import { useEffect, useState, useSyncExternalStore } from 'react';

import { Camera, type CameraState } from '@/lib/camera/camera';

/// A camera that is open for as long as the component is there.
export function useCamera(lens: string | null): [CameraState, Camera] {
  const [camera] = useState(() => new Camera(lens));
  const state = useSyncExternalStore(camera.subscribe, camera.getState);
  useEffect(() => {
    camera.start();
    return () => camera.stop();
  }, [camera]);
  return [state, camera];
}
