import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

type Change = (changes: Record<string, string | null>) => void;

/**
 * What stands after the "?" of the address, for filters that must outlive a reload and a step back. A change
 * shows at once, while the router may take its time; it makes no new step back, or each letter would be one.
 */
export function useAddressSearch(): [URLSearchParams, Change] {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [shown, setShown] = useState(search);
  useEffect(() => setShown(search), [search]);
  const change = useCallback<Change>(
    (changes) => {
      // The address itself: what the router tells may be a moment old.
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      setShown(next.toString());
      void navigate({ search: next.toString() }, { replace: true, preventScrollReset: true });
    },
    [navigate],
  );
  return [useMemo(() => new URLSearchParams(shown), [shown]), change];
}
