// The guest's ticket as the door needs it: name, tier, serial. When it was used up just now its stub comes
// off and it is punched, as a person at the door would do it.

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

import type { VerdictView } from '../logic/verdict';

const words = texts.door.ticket;

interface DoorTicketProps {
  ticket: NonNullable<VerdictView['ticket']>;
  isTorn: boolean;
  isLarge: boolean;
}

export function DoorTicket({ ticket: { name, tier, serial, number }, isTorn, isLarge }: DoorTicketProps) {
  return (
    <div data-theme="light" className={classNames('door-ticket', isTorn && 'door-ticket-torn', isLarge && 'door-ticket-large')}>
      <div className="door-ticket-body">
        <p className={classNames('door-ticket-name', (name?.length ?? 0) > 22 && 'door-ticket-name-long')} dir="auto">{name ?? words.unnamed}</p>
        <p className="door-ticket-facts">
          <span dir="auto">{tier ?? words.standard}</span>
          <span className="tabular-nums">{words.serial(serial)}</span>
        </p>
        <p className="door-ticket-number">{number}</p>
      </div>
      <div className="door-ticket-stub" aria-hidden="true">
        <span>{words.admitOne}</span>
      </div>
    </div>
  );
}
