// Finding a guest by name. What is found is asked back once: a tap on the wrong line must not admit anybody.

import { useEffect, useState } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';

import { foundMax, useFoundTickets, type Ticket } from '../api/queries';
import type { Post, Presented } from '../logic/scan-request';
import { firstFocus } from './first-focus';

const words = texts.door.finding;
const typingPause_ms = 200;

interface NameSheetProps {
  isOpen: boolean;
  post: Post;
  onClose: () => void;
  onPresent: (presented: Presented) => void;
}

export function NameSheet({ isOpen, post, onClose, onPresent }: NameSheetProps) {
  return (
    <Dialog isOpen={isOpen} title={words.title} onClose={onClose}>
      <Finder post={post} onPresent={onPresent} />
    </Dialog>
  );
}

function Finder({ post, onPresent }: Pick<NameSheetProps, 'post' | 'onPresent'>) {
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Ticket | null>(null);
  if (picked !== null) {
    return (
      <Question
        ticket={picked} post={post} onBack={() => setPicked(null)}
        onConfirm={() => onPresent({ kind: 'number', ticket_number: picked.ticket_number })}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={words.label} hint={words.help} value={typed} ref={firstFocus} autoFocus maxLength={200} type="search"
        autoComplete="off" autoCorrect="off" spellCheck={false} enterKeyHint="search"
        inputClassName="min-h-14 text-lg"
        onChange={(event) => setTyped(event.target.value)}
      />
      <Results concertId={post.concert_id} typed={typed.trim()} onPick={setPicked} />
    </div>
  );
}

interface ResultsProps {
  concertId: number;
  typed: string;
  onPick: (ticket: Ticket) => void;
}

function Results({ concertId, typed, onPick }: ResultsProps) {
  const asked = usePaused(typed);
  const { data, error, refetch } = useFoundTickets(concertId, asked);
  if (typed === '') return null;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const tickets = asked === '' ? undefined : data?.items;
  const said = tickets === undefined ? '' : tickets.length === 0 ? words.none(asked) : words.results(tickets.length);
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className={tickets?.length === 0 ? '' : 'sr-only'}>{said}</p>
      <ul className="flex flex-col">
        {tickets?.map((ticket) => (
          <li key={ticket.id} className="border-t border-line">
            <button
              type="button" onClick={() => onPick(ticket)}
              className="flex min-h-16 w-full items-center justify-between gap-3 rounded-ticket px-1 py-2 text-left hover:bg-line"
            >
              <Guest ticket={ticket} />
              <span className="shrink-0 text-sm text-ink-soft">{words.statuses[ticket.status]}</span>
            </button>
          </li>
        ))}
      </ul>
      {tickets?.length === foundMax && <p className="text-sm text-ink-soft">{words.more}</p>}
    </div>
  );
}

function Guest({ ticket }: { ticket: Ticket }) {
  const { ticket: print } = texts.door;
  return (
    <span className="min-w-0">
      <span className="block font-semibold [overflow-wrap:anywhere]" dir="auto">{ticket.buyer_name ?? print.unnamed}</span>
      <span className="block text-sm text-ink-soft">
        <span dir="auto">{ticket.tier ?? print.standard}</span> · {print.serial(ticket.serial)}
      </span>
    </span>
  );
}

interface QuestionProps {
  ticket: Ticket;
  post: Post;
  onBack: () => void;
  onConfirm: () => void;
}

function Question({ ticket, post, onBack, onConfirm }: QuestionProps) {
  const name = ticket.buyer_name ?? texts.door.ticket.unnamed;
  return (
    <div className="flex flex-col gap-4">
      <h3 className="text-3xl [overflow-wrap:anywhere]">{words.question[post.scan_type](name)}</h3>
      <p className="text-ink-soft">
        <span dir="auto">{ticket.tier ?? texts.door.ticket.standard}</span> · {texts.door.ticket.serial(ticket.serial)} ·{' '}
        <span className="font-mono">{ticket.ticket_number}</span>
        <br />
        {words.statuses[ticket.status]}
      </p>
      <p>{words.compare}</p>
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button tone="primary" className="min-h-14 flex-1 text-lg" autoFocus onClick={onConfirm}>{words.confirm[post.scan_type]}</Button>
        <Button className="min-h-14 flex-1" onClick={onBack}>{words.back}</Button>
      </div>
    </div>
  );
}

/** What was typed, once the hand rests. */
function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), typingPause_ms);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed === '' ? '' : paused;
}
