// The last scans of this device. They live in the query cache, which goes when somebody else signs in: the
// next person on this phone need not read who came.

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Scan } from '../logic/scan-request';

const key = ['door', 'recent'];
const scansMax = 50;

/// Newest first, and how to add one.
export function useRecentScans(): [readonly Scan[], (scan: Scan) => void] {
  const client = useQueryClient();
  const { data } = useQuery<Scan[]>({ queryKey: key, queryFn: skipToken, gcTime: Infinity, staleTime: Infinity });
  const add = (scan: Scan): void => {
    client.setQueryData<Scan[]>(key, (scans = []) =>
      // A scan that a reload asked for again is the same scan.
      [scan, ...scans.filter(({ id }) => id !== scan.id)].slice(0, scansMax),
    );
  };
  return [data ?? [], add];
}
