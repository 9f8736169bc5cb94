// Why there is no picture, in the few ways that somebody can do something about.

export type CameraProblem =
  /// The page did not come over https (nor from this machine itself), so browsers hide every camera.
  | 'insecure'
  /// A browser without cameras.
  | 'unsupported'
  /// The person, or a setting, said no.
  | 'denied'
  /// There is no camera.
  | 'missing'
  /// Another program holds it.
  | 'busy'
  | 'failed';

const problemsByName: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/// What an error of getUserMedia means.
export function problemOf(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return problemsByName[name] ?? 'failed';
}

/// What stands in the way before anybody asks for the camera, if anything does.
export function problemBeforehand(
  isSecureContext: boolean,
  hasCameras: boolean,
): CameraProblem | null {
  if (hasCameras) return null;
  return isSecureContext ? 'unsupported' : 'insecure';
}
