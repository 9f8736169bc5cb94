// The guest's ticket as the door needs it: name, tier, serial. When it was used up just now its stub comes
// off and it is punched, as a person at the door would do it.

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

import type { Stub, VerdictView } from '../logic/verdict';

const words = texts.door.ticket;

interface DoorTicketProps {
  ticket: NonNullable<VerdictView['ticket']>;
  stub: Stub;
  isLarge: boolean;
}

const stubClass: Record<Stub, string> = {
  whole: '',
  torn: 'door-ticket-punched door-ticket-torn',
  gone: 'door-ticket-punched',
  void: 'door-ticket-void',
};

export function DoorTicket({ ticket: { name, tier, serial, number }, stub, isLarge }: DoorTicketProps) {
  const isLong = (name?.length ?? 0) > 22;
  return (
    <div data-theme="light" className={classNames('door-ticket', stubClass[stub], isLarge && 'door-ticket-large')}>
      <div className="door-ticket-body">
        <p className={classNames('door-ticket-name', isLong && 'door-ticket-name-long')} dir="auto">{name ?? words.unnamed}</p>
        <p className="door-ticket-facts">
          <span dir="auto">{tier ?? words.standard}</span>
          <span className="tabular-nums">{words.serial(serial)}</span>
        </p>
        <p className="door-ticket-number">{number}</p>
      </div>
      {stub !== 'gone' && (
        <div className="door-ticket-stub" aria-hidden="true">
          {stub !== 'void' && <span>{words.admitOne}</span>}
        </div>
      )}
    </div>
  );
}
