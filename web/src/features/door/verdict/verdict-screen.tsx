// The verdict, from edge to edge: colour, icon, one word, the reason, and the ticket that it is about.

import { useEffect, useLayoutEffect, useRef } from 'react';

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

import type { Tone, VerdictView } from '../logic/verdict';
import { DoorTicket } from './door-ticket';
import { measureOncePainted } from './painted';
import { VerdictMark } from './verdict-mark';

/** Amber is bright and carries dark print; green and red are deep and carry light print. */
const looks: Record<Tone, { theme: 'light' | 'dark'; ground: string }> = {
  admit: { theme: 'light', ground: 'bg-admit text-stock' },
  refuse: { theme: 'light', ground: 'bg-refuse text-stock' },
  caution: { theme: 'dark', ground: 'bg-caution text-paper' },
};

interface VerdictScreenProps {
  view: VerdictView;
  /** When the camera saw the code, on the clock of performance.now(). */
  seen_at: number | null;
  onDismiss: () => void;
}

export function VerdictScreen({ view, seen_at, onDismiss }: VerdictScreenProps) {
  const next = useRef<HTMLButtonElement>(null);
  const { tone, word, sentence, ticket, stub } = view;
  const { theme, ground } = looks[tone];
  const stays = tone !== 'admit';

  useLayoutEffect(() => measureOncePainted(seen_at), [seen_at]);
  useEffect(() => next.current?.focus({ preventScroll: true }), []);

  return (
    // A tap anywhere is for hands; keyboards have the button, Escape and Space.
    <div data-theme={theme} data-verdict={tone} className={classNames('door-screen', ground)} onClick={onDismiss}>
      <div className="door-verdict">
        <div className="door-answer">
          <VerdictMark tone={tone} />
          <p className={classNames('door-word', word.length > 6 && 'door-word-long')}>{word}</p>
        </div>
        {sentence !== null && <p className="door-sentence" dir="auto">{sentence}</p>}
      </div>
      {ticket !== null && <DoorTicket ticket={ticket} stub={stub} isLarge={tone !== 'refuse'} />}
      {stays && (
        <button ref={next} type="button" onClick={onDismiss} className="door-next">{texts.door.dismiss}</button>
      )}
    </div>
  );
}
