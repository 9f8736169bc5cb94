// The code of a letter's link, until it is claimed. Not in the address, which servers and histories note.

const key = 'admitone.claim';
let kept: string | null = null;

/** For this tab; where storage is forbidden, until it is loaded again. */
export function keepClaimCode(code: string): void {
  kept = code;
  try {
    sessionStorage.setItem(key, code);
  } catch {
    // It stays in memory.
  }
}

export function keptClaimCode(): string {
  try {
    return kept ?? sessionStorage.getItem(key) ?? '';
  } catch {
    return kept ?? '';
  }
}

export function forgetClaimCode(): void {
  kept = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // It was in memory alone.
  }
}
