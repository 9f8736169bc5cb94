// What the server said lately. Keys begin with the noun: ['concerts'], ['concerts', id, 'attendance'],
// ['tickets', id], so that a change of a noun can make all of it stale at once.

import { QueryClient } from '@tanstack/react-query';

import { Refusal, Silence } from '@/api/problem';

const retriesMax = 2;

/** A refusal is an answer and stays one; silence and a busy server are worth asking again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof Silence || (error instanceof Refusal && error.status === 503);
}

/** One for each person who signs in, so that nobody sees what another was shown. */
export const makeQueryClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < retriesMax && isWorthRetrying(error),
    },
    // A command is never sent twice on our own account: the person decides.
    mutations: { retry: false, networkMode: 'always' },
  },
});
