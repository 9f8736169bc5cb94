// The browser's own dialog: it traps the focus, closes with Escape and gives the focus back.

import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from 'react';

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';
import { CrossIcon } from '@/ui/icons';

interface DialogProps {
  isOpen: boolean;
  title: string;
  /** Asked for by Escape, the cross, or a click outside. */
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that does something last. They stand on the dialog's stub, below the perforation. */
  actions?: ReactNode;
  className?: string;
}

export function Dialog({ isOpen, title, onClose, children, actions, className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);

  const closeOutside = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose();
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeOutside}
      className={classNames(
        'm-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] overflow-y-auto rounded-ticket bg-transparent',
        className,
      )}
    >
      {isOpen && (
        <>
          <div className={classNames('stock p-5 pb-6 sm:p-6', actions !== undefined && 'notched notched-bottom perforated-bottom')}>
            <div className="mb-3 flex items-start justify-between gap-4">
              <h2 id={titleId} className="pt-1.5 text-2xl">{title}</h2>
              <button
                type="button" onClick={onClose} aria-label={texts.common.actions.close}
                className="-mr-2 -mt-1 grid size-11 shrink-0 place-items-center rounded-ticket text-ink-soft hover:text-ink"
              >
                <CrossIcon />
              </button>
            </div>
            {children}
          </div>
          {actions !== undefined && (
            <div className="stock notched notched-top flex flex-wrap justify-end gap-3 p-5 sm:px-6">{actions}</div>
          )}
        </>
      )}
    </dialog>
  );
}
