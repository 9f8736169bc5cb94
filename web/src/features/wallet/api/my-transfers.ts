import { useQuery } from '@tanstack/react-query';

import { pendingTransfers } from '@/api/pending-transfers';
import type { User } from '@/api/session';

import type { Transfer } from '../wire';

const askEvery_ms = 15_000;
/** When page and navigation open together, one of them asks. */
const staleAfter_ms = 1_000;

/// Pending transfers from and to this person. They come and go by what other people do, so they are asked
/// for again by themselves, and by every page that opens, whatever the navigation knew before.
export const useMyTransfers = () =>
  useQuery({ ...pendingTransfers, staleTime: staleAfter_ms, refetchInterval: askEvery_ms });

/// Those that wait for this person's answer.
export const incoming = (transfers: readonly Transfer[], me: User): Transfer[] =>
  transfers.filter(({ from_user_id }) => from_user_id !== me.id);

export const outgoing = (transfers: readonly Transfer[], me: User): Transfer[] =>
  transfers.filter(({ from_user_id }) => from_user_id === me.id);
