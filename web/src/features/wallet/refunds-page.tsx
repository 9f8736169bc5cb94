// The refunds that this person asked for, and how far each has come.

import { texts } from '@/texts/en';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { RefundIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';

import { useConcerts } from './api/concerts';
import { useMyRefunds } from './api/my-refunds';
import { RefundSlip } from './refund-slip';
import type { Refund } from './wire';

const words = texts.wallet.refundList;

export default function RefundsPage() {
  const refunds = useMyRefunds();
  return (
    <Page title={words.title} width="narrow">
      {refunds.isError && <ErrorState error={refunds.error} onRetry={() => void refunds.refetch()} />}
      {refunds.isPending && <Loading />}
      {refunds.data?.length === 0 && (
        <EmptyState title={words.empty.title} icon={<RefundIcon size={28} />}>
          <p>{words.empty.hint}</p>
        </EmptyState>
      )}
      {refunds.data !== undefined && refunds.data.length > 0 && <Slips refunds={refunds.data} />}
    </Page>
  );
}

function Slips({ refunds }: { refunds: Refund[] }) {
  const { concerts, isPending, error } = useConcerts(refunds.map(({ concert_id }) => concert_id));
  if (isPending) return <Loading />;
  if (error !== null) return <ErrorState error={error} />;
  return (
    <ul className="grid gap-5">
      {refunds.map((refund) => {
        const concert = concerts.get(refund.concert_id);
        return concert === undefined ? null : (
          <li key={refund.id}><RefundSlip refund={refund} concert={concert} /></li>
        );
      })}
    </ul>
  );
}
