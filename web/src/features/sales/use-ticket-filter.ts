import { useCallback, useMemo } from 'react';

import type { TicketFilter } from '@/features/sales/queries';
import { statuses } from '@/features/sales/status-badge';
import { useAddressSearch } from '@/lib/use-address-search';

/** The filter as the address tells it. */
export function useTicketFilter(): { filter: TicketFilter; setFilter: (change: Partial<TicketFilter>) => void } {
  const [search, change] = useAddressSearch();
  const q = search.get('q')?.trim() || null;
  const status = statuses.find((known) => known === search.get('status')) ?? null;
  const filter = useMemo(() => ({ q, status }), [q, status]);
  const setFilter = useCallback((wanted: Partial<TicketFilter>) => change({ ...wanted }), [change]);
  return { filter, setFilter };
}
