// Gives a file to the person: into the browser's downloads, or to another app of the phone.

/** Browsers read the address after the click, when they get to it. */
const kept_ms = 60_000;

export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), kept_ms);
}

/** Whether this browser hands files of this kind to other apps. */
export function canShareFiles(type: string): boolean {
  const sample = new File([], 'ticket', { type });
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [sample] });
}

export type Shared = 'shared' | 'thought better' | 'too late';

/** "too late": the browser shares only soon after a tap, and fetching the file took longer. */
export async function shareFile(file: File, title: string): Promise<Shared> {
  try {
    await navigator.share({ files: [file], title });
    return 'shared';
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'AbortError') return 'thought better';
    if (name === 'NotAllowedError') return 'too late';
    throw error;
  }
}
