import { texts } from '@/texts/en';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { showToast } from '@/ui/toasts';

import { useDecideTransfer } from './api/decide-transfer';
import { recipientOf } from './standing';
import type { Transfer } from './wire';

interface WithdrawDialogProps {
  transfer: Transfer;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks before an offer is taken back. */
export function WithdrawDialog({ transfer, isOpen, onClose }: WithdrawDialogProps) {
  const { mutateAsync: decide } = useDecideTransfer();
  const words = texts.wallet.transferList;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={words.confirmWithdraw.title}
      confirmLabel={words.confirmWithdraw.yes}
      onClose={onClose}
      onConfirm={async () => {
        await decide({ id: transfer.id, decision: 'cancel' });
        showToast('admit', words.withdrawn);
      }}
    >
      <p>{words.confirmWithdraw.hint(recipientOf(transfer, words.somebody))}</p>
    </ConfirmDialog>
  );
}
