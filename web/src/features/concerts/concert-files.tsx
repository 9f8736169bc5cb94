// A concert's lists as files, and the way to the files that become tickets.

import { useEffect, useRef, useState } from 'react';

import type { components } from '@/api/schema.gen';
import { fetchFile } from '@/api/server-file';
import { formatOctets } from '@/lib/octets';
import { saveFile } from '@/lib/save-file';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { showToast } from '@/ui/toasts';

type Concert = components['schemas']['Concert'];
type List = keyof typeof texts.concerts.files.lists;

const lists: readonly List[] = ['tickets', 'scans', 'refunds'];

export function ConcertFiles({ concert }: { concert: Concert }) {
  const words = texts.concerts.files;
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-6">
      <h2 className="text-2xl">{words.heading}</h2>
      <p className="max-w-prose text-ink-soft">{words.lead}</p>
      <ul className="divide-y divide-line border-y border-line">
        {lists.map((list) => <ListFile key={list} list={list} concertId={concert.id} />)}
        <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <FileWords name={words.importTitle} body={words.importBody} />
          <ButtonLink to={`/concerts/${concert.id}/import`}>{words.import}</ButtonLink>
        </li>
      </ul>
    </section>
  );
}

function FileWords({ name, body }: { name: string; body: string }) {
  return (
    <div className="min-w-0 flex-1 basis-64">
      <h3 className="font-sans text-base font-semibold tracking-normal">{name}</h3>
      <p className="text-sm text-ink-soft">{body}</p>
    </div>
  );
}

function ListFile({ list, concertId }: { list: List; concertId: number }) {
  const words = texts.concerts.files;
  const { name, body } = words.lists[list];
  const { received, error, start, stop } = useDownload(`/api/concerts/${concertId}/${list}.csv`);
  return (
    <li className="flex flex-col gap-3 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <FileWords name={name} body={body} />
        <div className="flex items-center gap-3">
          <span role="status" className="order-last text-sm text-ink-soft tabular-nums sm:order-first">
            {received === null ? '' : words.received(formatOctets(received))}
          </span>
          {received === null
            ? <Button aria-label={words.saveList(name)} onClick={() => void start()}>{words.save}</Button>
            : <Button aria-label={words.stopList(name)} onClick={stop}>{words.stop}</Button>}
        </div>
      </div>
      {error !== null && <ErrorState error={error} onRetry={() => void start()} />}
    </li>
  );
}

/** A file on its way: how much of it has come, or null when none is. */
function useDownload(path: string) {
  const [received, setReceived] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController>(null);
  const stop = (): void => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setReceived(0);
    try {
      const file = await fetchFile(path, { signal: controller.signal, onProgress: setReceived });
      saveFile(file);
      showToast('admit', texts.concerts.files.saved(file.name, formatOctets(file.size)));
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
    } finally {
      setReceived(null);
    }
  };
  return { received, error, start, stop };
}
