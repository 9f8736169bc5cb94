// The code and nothing else, as large as the screen lets it be, dark on white in every theme.

import { useEffect, useRef } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { QrCode } from '@/ui/ticket/qr-code';
import { printedSerial } from '@/ui/ticket/ticket-print';

import type { Concert, Ticket } from './wire';
import './wallet.css';

interface FullScreenCodeProps {
  code: string;
  ticket: Ticket;
  concert: Concert;
  isOpen: boolean;
  onClose: () => void;
}

export function FullScreenCode({ code, ticket, concert, isOpen, onClose }: FullScreenCodeProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = texts.wallet.ticket;
  const serial = printedSerial(ticket.serial);

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);

  return (
    <dialog
      ref={dialog} aria-label={words.codeOf(concert.name)} className="full-screen-code" data-theme="light"
      onClose={onClose}
    >
      {isOpen && (
        <>
          <p className="full-screen-code-name" dir="auto">{concert.name}</p>
          <QrCode code={code} label={texts.ticket.qr(serial)} />
          <p className="font-mono">
            {texts.ticket.serial(serial)} · {ticket.ticket_number}
          </p>
          <Button onClick={onClose}>{words.closeFullScreen}</Button>
        </>
      )}
    </dialog>
  );
}
