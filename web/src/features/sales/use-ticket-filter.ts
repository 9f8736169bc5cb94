import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

import type { TicketFilter } from '@/features/sales/queries';
import { statuses } from '@/features/sales/status-badge';

/** The filter as the address tells it. Changing it makes no new step back: one would have to leave each letter. */
export function useTicketFilter(): { filter: TicketFilter; setFilter: (change: Partial<TicketFilter>) => void } {
  const [search, setSearch] = useSearchParams();
  const q = search.get('q')?.trim() || null;
  const status = statuses.find((known) => known === search.get('status')) ?? null;
  const filter = useMemo(() => ({ q, status }), [q, status]);
  const setFilter = useCallback(
    (change: Partial<TicketFilter>) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  );
  return { filter, setFilter };
}
