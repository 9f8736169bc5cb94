// Asked once a device: which concert, which gate, and what happens there.

import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { BackIcon, TicketIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { usePage } from '@/ui/page';

import { useConcerts, useKnownGates, type Concert } from '../api/queries';
import type { Post, ScanType } from '../logic/scan-request';
import { allowSound } from '../signals';
import { ConcertChoice } from './concert-choice';
import { Choice } from './choice';

const words = texts.door.setup;
const scanTypes: readonly ScanType[] = ['attendance', 'entry_check', 'sale_confirmation'];

const wayBack =
  '-ml-1 inline-flex min-h-11 items-center gap-1.5 self-start px-1 text-sm font-semibold text-ink-soft hover:text-ink';

interface DoorSetupProps {
  post: Post | null;
  onDone: (post: Post) => void;
  /** Back to the camera, with nothing changed; null when there is none yet. */
  onBack: (() => void) | null;
}

export function DoorSetup({ post, onDone, onBack }: DoorSetupProps) {
  const heading = usePage(texts.door.title);
  const concerts = useConcerts();
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 px-4 pb-10 pt-3 sm:pt-8">
      {onBack === null ? (
        <Link to="/concerts" className={wayBack}><BackIcon size={18} />{words.leave}</Link>
      ) : (
        <button type="button" onClick={onBack} className={wayBack}><BackIcon size={18} />{texts.common.actions.back}</button>
      )}
      <header className="flex flex-col gap-2">
        <h1 ref={heading} tabIndex={-1} className="text-4xl">{words.title}</h1>
        <p className="text-ink-soft">{words.lead}</p>
        <Link to="/doctor" className="inline-flex min-h-11 items-center self-start font-semibold text-stamp underline underline-offset-4">
          {words.doctor}
        </Link>
      </header>
      {concerts.isPending && <Loading />}
      {concerts.isError && <ErrorState error={concerts.error} onRetry={() => void concerts.refetch()} />}
      {concerts.data?.length === 0 && (
        <EmptyState title={words.noConcerts} icon={<TicketIcon size={28} />}>{words.noConcertsBody}</EmptyState>
      )}
      {concerts.data !== undefined && concerts.data.length > 0 && (
        <PostForm concerts={concerts.data} post={post} onDone={onDone} />
      )}
    </main>
  );
}

interface PostFormProps {
  concerts: readonly Concert[];
  post: Post | null;
  onDone: (post: Post) => void;
}

function PostForm({ concerts, post, onDone }: PostFormProps) {
  const [concertId, setConcertId] = useState(() =>
    concerts.some(({ id }) => id === post?.concert_id) ? (post?.concert_id ?? null) : null,
  );
  const [location, setLocation] = useState(post?.location ?? '');
  const [scanType, setScanType] = useState<ScanType>(post?.scan_type ?? 'attendance');
  const [isTried, setTried] = useState(false);
  const gates = useKnownGates(concertId);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    allowSound();
    const gate = location.trim();
    if (concertId !== null && gate !== '') {
      onDone({ concert_id: concertId, scan_type: scanType, location: gate });
      return;
    }
    setTried(true);
    event.currentTarget.querySelector<HTMLInputElement>(concertId === null ? '[name=concert]' : '[name=gate]')?.focus();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-7">
      <ConcertChoice
        concerts={concerts} chosen={concertId} onChoose={setConcertId}
        error={isTried && concertId === null ? words.concertMissing : undefined}
      />
      <TextField
        label={words.gate} hint={words.gateHelp} name="gate" value={location} maxLength={100}
        list="gates" autoComplete="off" autoCapitalize="words" enterKeyHint="go"
        onChange={(event) => setLocation(event.target.value)}
        error={isTried && location.trim() === '' ? words.gateMissing : undefined}
      />
      <datalist id="gates">
        {gates.map((gate) => <option key={gate} value={gate} />)}
      </datalist>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm font-semibold">{words.scanType}</legend>
        {scanTypes.map((type) => (
          <Choice
            key={type} name="scan-type" isChosen={type === scanType} onChoose={() => setScanType(type)}
            title={texts.door.scanTypes[type].name} about={texts.door.scanTypes[type].about}
          />
        ))}
      </fieldset>
      <Button type="submit" tone="primary" className="min-h-14 text-lg">{words.start}</Button>
    </form>
  );
}
