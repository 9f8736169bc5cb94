// Keeps the screen on. Browsers drop the lock whenever the page is hidden, so it is taken again each time
// the page comes back. Where there is no such lock, the screen does as it likes.

/// Returns the function that lets the screen go dark again.
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let wanted = true;

  async function take(): Promise<void> {
    if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const taken = await navigator.wakeLock.request('screen');
      if (wanted) lock = taken;
      else await taken.release();
    } catch {
      // A phone that saves power refuses; nothing can be done about it here.
    }
  }
  const onVisibility = (): void => void take();

  document.addEventListener('visibilitychange', onVisibility);
  void take();
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', onVisibility);
    void lock?.release();
  };
}
