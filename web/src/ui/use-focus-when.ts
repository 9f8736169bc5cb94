import { useEffect, useRef, type RefObject } from 'react';

/** For the field of a dialog that one came for: it has the focus when the dialog has opened. */
export function useFocusWhen<Element extends HTMLElement>(isOpen: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (isOpen) element.current?.focus();
  }, [isOpen]);
  return element;
}
