// What was written to people about a ticket, and whether it reached them.

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';
import { mailStatusQuery } from '@/api/mail';
import { describeError } from '@/api/problem';
import type { Ticket } from '@/features/sales/queries';
import { formatShort } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { CheckIcon, ClockIcon, CrossIcon, InfoIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { Notice } from '@/ui/notice';
import { showToast } from '@/ui/toasts';

type Letter = Schemas['Letter'];

const poll_ms = 2_000;

const lettersQuery = (id: number) =>
  queryOptions({
    queryKey: ['tickets', id, 'letters'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/tickets/{id}/letters', { params: { path: { id } }, signal })),
    // What waits is followed until it has been sent.
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'waiting') ? poll_ms : false),
  });

export function TicketLetters({ ticket, timezone }: { ticket: Ticket; timezone: string }) {
  const words = texts.mail.letters;
  const client = useQueryClient();
  const letters = useQuery(lettersQuery(ticket.id));
  const status = useQuery(mailStatusQuery);
  const again = useMutation({
    mutationFn: () => answerOf(api.POST('/api/tickets/{id}/send', { params: { path: { id: ticket.id } } })),
    onSuccess: ({ to }) => showToast('admit', words.sentAgain(to)),
    onSettled: () => client.invalidateQueries({ queryKey: ['tickets', ticket.id, 'letters'] }),
  });
  const canSend = status.data?.configured === true && ['sold', 'transferred', 'scanned_entry'].includes(ticket.status);
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{words.heading}</h2>
        {canSend && <Button isBusy={again.isPending} onClick={() => again.mutate()}>{words.again}</Button>}
      </div>
      {status.data?.configured === false && <p className="text-ink-soft">{words.notSetUp}</p>}
      {again.isError && <Notice tone="refuse" isAlert>{describeError(again.error)}</Notice>}
      {letters.isPending && <Loading rows={1} />}
      {letters.isError && <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.data?.items.length === 0 && <p className="text-ink-soft">{words.none}</p>}
      {letters.data !== undefined && letters.data.items.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {letters.data.items.map((letter) => <LetterRow key={letter.id} letter={letter} timezone={timezone} />)}
        </ul>
      )}
    </section>
  );
}

const looks = {
  waiting: { tone: 'stamp', icon: <ClockIcon /> },
  sent: { tone: 'admit', icon: <CheckIcon /> },
  given_up: { tone: 'refuse', icon: <CrossIcon /> },
  withdrawn: { tone: 'plain', icon: <InfoIcon /> },
} as const;

function LetterRow({ letter, timezone }: { letter: Letter; timezone: string }) {
  const words = texts.mail.letters;
  const { tone, icon } = looks[letter.status];
  const facts = [
    formatShort(letter.sent_at ?? letter.created_at, timezone),
    letter.status !== 'sent' && letter.attempts > 0 ? words.attempts(letter.attempts) : null,
    letter.next_attempt_at !== null && letter.attempts > 0 ? words.next(formatShort(letter.next_attempt_at, timezone)) : null,
  ];
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{words.kind[letter.kind]}</span>
        <Badge tone={tone} icon={icon}>{words.status[letter.status]}</Badge>
      </div>
      <p className="[overflow-wrap:anywhere]"><bdi>{words.to(letter.to)}</bdi></p>
      <p className="text-sm text-ink-soft">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {letter.last_error !== null && letter.status !== 'sent' && (
        <p className="text-sm [overflow-wrap:anywhere]">{letter.last_error}</p>
      )}
    </li>
  );
}
