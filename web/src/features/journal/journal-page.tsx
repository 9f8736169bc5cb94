import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { concertsQuery } from '@/api/concerts';
import { FactList } from '@/features/journal/fact-list';
import { kindGroups } from '@/features/journal/kinds';
import { journalQuery } from '@/features/journal/queries';
import { useAddressSearch } from '@/lib/use-address-search';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Select } from '@/ui/field';
import { JournalIcon } from '@/ui/icons';
import { LoadMore } from '@/ui/load-more';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';

export default function JournalPage() {
  const words = texts.journal;
  const [search, change] = useAddressSearch();
  const concertId = /^[1-9]\d{0,14}$/.test(search.get('concert') ?? '') ? Number(search.get('concert')) : null;
  const kind = kindGroups.flatMap((group) => group.kinds).find((known) => known === search.get('kind')) ?? null;
  const concerts = useQuery(concertsQuery);
  const query = useInfiniteQuery(journalQuery(concertId, kind));
  const facts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(concerts.data?.map((concert) => [concert.id, concert.name]));
  const set = (name: string) => (event: { target: { value: string } }) => change({ [name]: event.target.value });
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Select label={words.concert} value={concertId ?? ''} onChange={set('concert')} className="flex-[1_1_14rem] sm:max-w-sm">
          <option value="">{words.anyConcert}</option>
          {concerts.data?.map((concert) => <option key={concert.id} value={concert.id}>{concert.name}</option>)}
        </Select>
        <Select label={words.kind} value={kind ?? ''} onChange={set('kind')} className="flex-[1_1_12rem] sm:max-w-xs">
          <option value="">{words.anyKind}</option>
          {kindGroups.map((group) => (
            <optgroup key={group.noun} label={words.groups[group.noun]}>
              {group.kinds.map((each) => <option key={each} value={each}>{words.kinds[each]}</option>)}
            </optgroup>
          ))}
        </Select>
        <Button onClick={() => void query.refetch()} isBusy={query.isRefetching}>{words.newer}</Button>
      </div>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && facts.length === 0 && (
        <EmptyState
          title={words.empty.title} icon={<JournalIcon size={28} />}
          action={<Button onClick={() => change({ concert: null, kind: null })}>{words.clear}</Button>}
        >
          {words.empty.body}
        </EmptyState>
      )}
      {facts.length > 0 && <FactList facts={facts} concertNames={names} />}
      <LoadMore
        hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()}
        label={words.older} loadingLabel={words.loadingOlder}
      />
      {facts.length > 0 && !query.hasNextPage && <p className="text-center text-sm text-ink-soft">{words.end}</p>}
    </Page>
  );
}
