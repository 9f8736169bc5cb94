// A page that was opened before the server was updated asks for files that are gone. Loading it again
// brings the new ones; once only, in case it is not that.

const key = 'admitone.reloaded-at';
const again_ms = 30_000;

export function reloadWhenOutdated(): void {
  addEventListener('vite:preloadError', (event) => {
    let last = 0;
    try {
      last = Number(sessionStorage.getItem(key));
      sessionStorage.setItem(key, String(Date.now()));
    } catch {
      return;
    }
    if (Date.now() - last < again_ms || !navigator.onLine) return;
    event.preventDefault();
    location.reload();
  });
}
