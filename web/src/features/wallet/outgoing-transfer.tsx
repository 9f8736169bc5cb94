import { useState } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

import { OfferedTicket } from './offered-ticket';
import { recipientOf } from './standing';
import type { Concert, Transfer } from './wire';
import { WithdrawDialog } from './withdraw-dialog';

const words = texts.wallet.transferList;

/** An offer that waits for somebody else's answer. */
export function OutgoingTransfer({ transfer, concert }: { transfer: Transfer; concert: Concert | undefined }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <OfferedTicket
      transfer={transfer}
      concert={concert}
      who={words.to(recipientOf(transfer, words.somebody))}
      to={`/wallet/${transfer.ticket_id}`}
    >
      <Button onClick={() => setAsking(true)}>{words.withdraw}</Button>
      <WithdrawDialog transfer={transfer} isOpen={isAsking} onClose={() => setAsking(false)} />
    </OfferedTicket>
  );
}
