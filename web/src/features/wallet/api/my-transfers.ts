import { useQuery } from '@tanstack/react-query';

import { answerOf, api } from '@/api/client';
import type { User } from '@/api/session';

import type { Transfer } from '../wire';
import { everyPage, pageQuery } from './every-page';

const askEvery_ms = 15_000;

/// Pending transfers from and to this person. They come and go by what other people do, so they are asked
/// for again by themselves.
export const useMyTransfers = () =>
  useQuery({
    queryKey: ['transfers', 'mine'],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        answerOf(api.GET('/api/transfers/pending', { params: { query: pageQuery(cursor) }, signal })),
      ),
    refetchInterval: askEvery_ms,
  });

/// Those that wait for this person's answer.
export const incoming = (transfers: readonly Transfer[], me: User): Transfer[] =>
  transfers.filter(({ from_user_id }) => from_user_id !== me.id);

export const outgoing = (transfers: readonly Transfer[], me: User): Transfer[] =>
  transfers.filter(({ from_user_id }) => from_user_id === me.id);
