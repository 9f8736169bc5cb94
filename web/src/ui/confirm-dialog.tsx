import { useState, type ReactNode } from 'react';

import { describeError } from '@/api/problem';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  /** Says what happens: "Refund 49.50 €", not "OK". */
  confirmLabel: string;
  /** "danger" for what cannot be undone. */
  tone?: 'primary' | 'danger';
  /** Does it. When it throws, the dialog stays open and says why. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that has consequences. */
export function ConfirmDialog({
  isOpen, title, children, confirmLabel, tone = 'primary', onConfirm, onClose,
}: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const close = (): void => {
    if (isBusy) return;
    setFailure(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(describeError(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen} title={title} onClose={close}
      actions={
        <>
          <Button tone="plain" onClick={close}>{texts.common.actions.cancel}</Button>
          <Button tone={tone} isBusy={isBusy} onClick={() => void confirm()}>{confirmLabel}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {failure !== null && <Notice tone="refuse" isAlert>{failure}</Notice>}
      </div>
    </Dialog>
  );
}
