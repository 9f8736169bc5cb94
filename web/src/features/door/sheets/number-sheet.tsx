// Typing a ticket number, when the code cannot be read.

import { useState, type FormEvent } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';

import type { Post, Presented } from '../logic/scan-request';
import { readTicketNumber, type TypedNumber } from '../logic/ticket-number';
import { firstFocus } from './first-focus';

const words = texts.door.typing;

interface NumberSheetProps {
  isOpen: boolean;
  post: Post;
  onClose: () => void;
  onPresent: (presented: Presented) => void;
}

export function NumberSheet({ isOpen, post, onClose, onPresent }: NumberSheetProps) {
  return (
    <Dialog isOpen={isOpen} title={words.title} onClose={onClose}>
      <NumberForm post={post} onPresent={onPresent} />
    </Dialog>
  );
}

function objectionTo(typed: TypedNumber): string | undefined {
  switch (typed.kind) {
    case 'number':
      return undefined;
    case 'unfinished':
      return words.unfinished(typed.missing);
    case 'too-long':
      return words.tooLong;
    case 'impossible':
      return words.impossible(typed.character);
    case 'mistyped':
      return words.mistyped;
  }
}

function NumberForm({ post, onPresent }: Pick<NumberSheetProps, 'post' | 'onPresent'>) {
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const typed = readTicketNumber(text);
  // An unfinished number is no mistake while it is being typed.
  const objection = isTried || typed.kind !== 'unfinished' ? objectionTo(typed) : undefined;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (typed.kind === 'number') onPresent({ kind: 'number', ticket_number: typed.number });
    else event.currentTarget.querySelector('input')?.focus();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={words.label} hint={words.help} error={objection} value={text} ref={firstFocus} maxLength={40}
        autoComplete="off" autoCorrect="off" autoCapitalize="characters" spellCheck={false} enterKeyHint="go"
        inputClassName="min-h-14 font-mono text-xl tracking-wide uppercase"
        onChange={(event) => {
          setText(event.target.value);
          setTried(false);
        }}
      />
      <Button type="submit" tone="primary" className="min-h-14 text-lg">{words.submit[post.scan_type]}</Button>
    </form>
  );
}
