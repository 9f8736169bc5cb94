/** What a link carries behind its "#", which browsers send to nobody; taken out of the address at once, so that
 * neither the history nor a shared screen keeps it. Null when there is nothing. */
export function takeFragment({ hash, pathname }: Location): string | null {
  if (hash.length < 2) return null;
  history.replaceState(history.state, '', pathname);
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
