import type { Page } from '@playwright/test';

/** What a hand-held reader types, wherever the focus is: as fast as it can, and Enter. */
export async function readByHand(page: Page, text: string): Promise<void> {
  await page.evaluate((code) => {
    const gap_ms = 4;
    let at_ms = performance.now();
    for (const key of [...code, 'Enter']) {
      const target = document.activeElement ?? document.body;
      at_ms += gap_ms;
      for (const kind of ['keydown', 'keyup']) {
        const event = new KeyboardEvent(kind, { key, bubbles: true, cancelable: true });
        // As the reader's own clock has it, however busy this machine is.
        Object.defineProperty(event, 'timeStamp', { value: at_ms });
        target.dispatchEvent(event);
      }
    }
  }, text);
}
