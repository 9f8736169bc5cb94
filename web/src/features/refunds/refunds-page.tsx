import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { concertsQuery } from '@/api/concerts';
import { DecisionDialog, type Decision } from '@/features/refunds/decision-dialog';
import { refundsQuery, type Refund, type RefundStatus } from '@/features/refunds/queries';
import { RefundSlip } from '@/features/refunds/refund-slip';
import { useAddressSearch } from '@/lib/use-address-search';
import { texts } from '@/texts/en';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { RefundIcon } from '@/ui/icons';
import { LoadMore } from '@/ui/load-more';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { Tabs } from '@/ui/tabs';

type Filter = RefundStatus | 'all';

const filters: readonly Filter[] = ['pending', 'approved', 'completed', 'rejected', 'all'];

export default function RefundsPage() {
  const words = texts.refunds;
  const [search, change] = useAddressSearch();
  const filter = filters.find((known) => known === search.get('status')) ?? 'pending';
  const show = (next: Filter): void => change({ status: next === 'pending' ? null : next });
  return (
    <Page title={words.title} lead={words.lead}>
      <Tabs
        label={words.filter} value={filter} onChange={show}
        options={filters.map((value) => ({ value, label: words.tabs[value] }))}
      />
      <Refunds key={filter} filter={filter} />
    </Page>
  );
}

function Refunds({ filter }: { filter: Filter }) {
  const words = texts.refunds;
  const query = useInfiniteQuery(refundsQuery(filter === 'all' ? null : filter));
  const concerts = useQuery(concertsQuery);
  const [decision, setDecision] = useState<Decision | null>(null);
  if (query.isPending || concerts.isPending) return <Loading rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (concerts.isError) return <ErrorState error={concerts.error} onRetry={() => void concerts.refetch()} />;
  const refunds: Refund[] = query.data.pages.flatMap((page) => page.items);
  const concertOf = new Map(concerts.data.map((concert) => [concert.id, concert]));
  return (
    <>
      {refunds.length === 0 ? (
        <EmptyState title={words.empty[filter].title} icon={<RefundIcon size={28} />}>{words.empty[filter].body}</EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {refunds.map((refund) => (
            <RefundSlip
              key={refund.id} refund={refund} concert={concertOf.get(refund.concert_id)}
              onDecide={(step, amount) => setDecision({ refund, step, amount })}
            />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()}
        label={words.more} loadingLabel={words.loadingMore}
      />
      <DecisionDialog decision={decision} onClose={() => setDecision(null)} />
    </>
  );
}
