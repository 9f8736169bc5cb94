import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import '@/features/concerts/concerts.css';
import { concertsQuery } from '@/api/concerts';
import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { ConcertStrip } from '@/features/concerts/concert-strip';
import { byDate } from '@/features/concerts/concert-state';
import { MailNotice } from '@/features/concerts/mail-notice';
import { useNow } from '@/lib/use-now';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { ConcertIcon, PlusIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';

type Concert = components['schemas']['Concert'];

export default function ConcertsPage() {
  const concerts = useQuery(concertsQuery);
  const words = texts.concerts;
  const add = useIsAdmin() ? (
    <ButtonLink to="/concerts/new" tone="primary" icon={<PlusIcon />}>{words.add}</ButtonLink>
  ) : undefined;
  const isEmpty = concerts.data?.length === 0;
  return (
    <Page title={words.title} lead={words.lead} actions={isEmpty ? undefined : add}>
      <MailNotice />
      {concerts.isPending && <Loading rows={4} />}
      {concerts.isError && <ErrorState error={concerts.error} onRetry={() => void concerts.refetch()} />}
      {isEmpty && (
        <EmptyState title={words.empty.title} action={add} icon={<ConcertIcon size={28} />}>{words.empty.body}</EmptyState>
      )}
      {concerts.data !== undefined && !isEmpty && <Lists concerts={concerts.data} />}
    </Page>
  );
}

function Lists({ concerts }: { concerts: Concert[] }) {
  const now = useNow(60_000);
  const { coming, past } = byDate(concerts, now);
  const [isPastShown, setPastShown] = useState(coming.length === 0);
  const words = texts.concerts;
  return (
    <>
      {coming.length > 0 && <Strips title={words.sections.coming} concerts={coming} now={now} />}
      {past.length > 0 && coming.length > 0 && (
        <Button tone="quiet" className="-ml-4 self-start" aria-expanded={isPastShown} onClick={() => setPastShown(!isPastShown)}>
          {isPastShown ? words.hidePast : words.showPast(past.length)}
        </Button>
      )}
      {past.length > 0 && isPastShown && <Strips title={words.sections.past} concerts={past} now={now} />}
    </>
  );
}

function Strips({ title, concerts, now }: { title: string; concerts: Concert[]; now: number }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h2 className="text-lg text-ink-soft">{title}</h2>
      <ul className="flex flex-col gap-3">
        {concerts.map((concert) => <ConcertStrip key={concert.id} concert={concert} now={now} />)}
      </ul>
    </section>
  );
}
