// A ticket of this person's, what it is good for, and what can be done with it.

import { useState } from 'react';
import { Link } from 'react-router';

import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { BackIcon } from '@/ui/icons';
import { Notice, type Tone } from '@/ui/notice';
import { usePage } from '@/ui/page';
import { QrCode } from '@/ui/ticket/qr-code';
import { Ticket as TicketDrawing } from '@/ui/ticket/ticket';
import { TicketFiles } from '@/ui/ticket/ticket-files';
import { printedSerial } from '@/ui/ticket/ticket-print';

import { useMyRefunds } from './api/my-refunds';
import { useMyTransfers } from './api/my-transfers';
import { FullScreenCode } from './full-screen-code';
import { useScreenAwake } from './screen-awake';
import { admits, recipientOf, standingOf, type Standing } from './standing';
import { TicketActions } from './ticket-actions';
import type { Concert, Ticket } from './wire';

const words = texts.wallet.ticket;

const backClass = '-ml-1 inline-flex min-h-11 items-center gap-1.5 self-start px-1 text-sm font-semibold '
  + 'text-ink-soft hover:text-ink';

interface HeldTicketProps {
  ticket: Ticket;
  concert: Concert;
  hasArrived: boolean;
}

export function HeldTicket({ ticket, concert, hasArrived }: HeldTicketProps) {
  const serial = printedSerial(ticket.serial);
  const heading = usePage(words.title(concert.name, serial));
  const refunds = useMyRefunds();
  const transfers = useMyTransfers();
  const standing = standingOf(ticket, refunds.data ?? [], transfers.data ?? []);
  const code = admits(standing) ? ticket.qr_code_data : null;
  useScreenAwake(code !== null);

  const unknown = refunds.error ?? transfers.error;
  const isKnown = refunds.data !== undefined && transfers.data !== undefined;
  return (
    <div className="mx-auto w-full max-w-6xl">
      <div className="flex max-w-4xl flex-col gap-5">
        <Link to="/wallet" className={backClass}>
          <BackIcon size={18} />
          {words.back}
        </Link>
        <TicketDrawing
          ticket={ticket}
          concert={concert}
          isArriving={hasArrived}
          heading={(name) => <h1 ref={heading} tabIndex={-1}>{name}</h1>}
          {...(code === null ? {} : { stub: <QrCode code={code} label={texts.ticket.qr(serial)} /> })}
        />
        {code !== null && <ShowLarge {...{ code, ticket, concert }} />}
        {isKnown && <StandingNotice standing={standing} hasArrived={hasArrived} />}
        {unknown !== null && (
          <ErrorState error={unknown} onRetry={() => void Promise.all([refunds.refetch(), transfers.refetch()])} />
        )}
        {isKnown && <TicketActions {...{ ticket, concert, standing }} />}
        {standing.kind !== 'attended' && <TicketFiles ticket={ticket} name={words.title(concert.name, serial)} />}
        {ticket.price !== null && (
          <p className="text-ink-soft">{words.paid(formatMoney(ticket.price, concert.currency))}</p>
        )}
      </div>
    </div>
  );
}

function ShowLarge({ code, ticket, concert }: { code: string; ticket: Ticket; concert: Concert }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <Button tone="primary" className="max-sm:w-full" onClick={() => setOpen(true)}>{words.fullScreen}</Button>
      <p className="text-sm text-ink-soft">{words.brightness}</p>
      <FullScreenCode {...{ code, ticket, concert, isOpen }} onClose={() => setOpen(false)} />
    </div>
  );
}

const tones: Record<Standing['kind'], Tone> = {
  ready: 'admit',
  entered: 'admit',
  refund_pending: 'caution',
  transfer_pending: 'caution',
  attended: 'stamp',
  refunded: 'refuse',
};

function StandingNotice({ standing, hasArrived }: { standing: Standing; hasArrived: boolean }) {
  return (
    <Notice tone={tones[standing.kind]}>
      {hasArrived && <p className="font-semibold">{texts.wallet.transferList.accepted}</p>}
      <p>{sentenceOf(standing)}</p>
    </Notice>
  );
}

function sentenceOf(standing: Standing): string {
  switch (standing.kind) {
    case 'transfer_pending':
      return words.standing.transfer_pending(
        recipientOf(standing.transfer, texts.wallet.transferList.somebody),
      );
    case 'ready':
    case 'entered':
    case 'attended':
    case 'refunded':
    case 'refund_pending':
      return words.standing[standing.kind];
  }
}
