import { useEffect, useEffectEvent } from 'react';

import { gapMax_ms, WedgeReader } from './wedge-reader';

const isPressable = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('button, summary, a[href]') !== null;

/// Listens to a hand-held reader that types. What a person types goes where it always went.
export function useWedge(onCode: (text: string, read_at: number) => void): void {
  const onRead = useEffectEvent(onCode);
  useEffect(() => {
    const reader = new WedgeReader();
    let press: ReturnType<typeof setTimeout> | undefined;

    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      clearTimeout(press);
      const meaning = reader.take({ key: event.key, at_ms: event.timeStamp });
      switch (meaning.kind) {
        case 'code':
          event.preventDefault();
          event.stopPropagation();
          onRead(meaning.text, performance.now());
          break;
        case 'burst':
          // A letter still goes into a field that has the focus; it presses nothing.
          if (isPressable(event.target)) event.preventDefault();
          break;
        case 'typing':
          if (event.key === ' ' && isPressable(event.target) && !event.repeat) {
            // A code may begin with a space: wait for what follows before the button is pressed.
            const { target } = event;
            event.preventDefault();
            press = setTimeout(() => target.click(), gapMax_ms);
          }
          break;
      }
    }

    // Before anybody else, so that the Enter at the end presses no button and sends no form.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(press);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}
