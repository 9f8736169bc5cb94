import { useQueries, useQuery } from '@tanstack/react-query';

import { concertQuery } from '@/api/concerts';

import type { Concert } from '../wire';

export const useConcert = (id: number | undefined) =>
  useQuery({ ...concertQuery(id ?? 0), enabled: id !== undefined });

interface KnownConcerts {
  concerts: Map<number, Concert>;
  isPending: boolean;
  error: Error | null;
}

/// The concerts that were asked for, as far as they are known.
export function useConcerts(ids: readonly number[]): KnownConcerts {
  const distinct = [...new Set(ids)];
  return useQueries({
    queries: distinct.map(concertQuery),
    combine: (answers) => ({
      concerts: new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const]))),
      isPending: answers.some((answer) => answer.isPending),
      error: answers.find((answer) => answer.error !== null)?.error ?? null,
    }),
  });
}
