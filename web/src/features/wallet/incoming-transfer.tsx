import { useState } from 'react';
import { useNavigate } from 'react-router';

import { describeError } from '@/api/problem';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { CheckIcon, CrossIcon } from '@/ui/icons';
import { showToast } from '@/ui/toasts';

import { useDecideTransfer } from './api/decide-transfer';
import { OfferedTicket } from './offered-ticket';
import type { Concert, Transfer } from './wire';

const words = texts.wallet.transferList;

/** An offer to accept or to reject. Accepting leads to the new ticket. */
export function IncomingTransfer({ transfer, concert }: { transfer: Transfer; concert: Concert | undefined }) {
  const navigate = useNavigate();
  const acceptance = useDecideTransfer();
  const rejection = useDecideTransfer();
  const [isAsking, setAsking] = useState(false);
  const sender = transfer.from_username;

  // The offer may be gone from the list when the answer comes, and this component with it: what follows hangs on
  // the promise, and a refusal is said where it stays.
  const accept = async () => {
    try {
      await acceptance.mutateAsync({ id: transfer.id, decision: 'accept' });
      await navigate(`/wallet/${transfer.ticket_id}`, { state: { hasArrived: true } });
    } catch (error) {
      showToast('refuse', describeError(error));
    }
  };
  const reject = async () => {
    await rejection.mutateAsync({ id: transfer.id, decision: 'reject' });
    showToast('admit', words.rejected);
  };

  return (
    <OfferedTicket transfer={transfer} concert={concert} who={words.from(sender)}>
      <Button tone="primary" icon={<CheckIcon />} isBusy={acceptance.isPending} onClick={() => void accept()}>
        {words.accept}
      </Button>
      <Button icon={<CrossIcon />} onClick={() => setAsking(true)}>{words.reject}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.confirmReject.title}
        confirmLabel={words.confirmReject.yes}
        tone="danger"
        onConfirm={reject}
        onClose={() => setAsking(false)}
      >
        <p>{words.confirmReject.hint(sender)}</p>
      </ConfirmDialog>
    </OfferedTicket>
  );
}
