// A row of the table of endpoint × caller: who gets which answer, and what a success must have done.
// access.test.ts holds the server and its golden list to it.

import assert from 'node:assert/strict';

import type { Answer } from '../../support/client.ts';
import type { Cast, Person } from '../../support/people.ts';
import { addConcert, soldTicket, type OpenTicket } from '../../support/shows.ts';
import type { Ticket } from '../../support/wire.ts';

/// hanna owns the thing in question; felix is a viewer whom it does not concern.
export const callers = ['nobody', 'felix', 'sam', 'ada', 'hanna'] as const;
export type CallerName = (typeof callers)[number];
export type Statuses = Record<CallerName, number>;

export interface Prepared {
  path: string;
  body?: unknown;
  /// A session to use in place of the caller's own.
  token?: string;
  /// Looks whether a success had its effect.
  effect?: (answer: Answer<unknown>, caller: Person | null) => Promise<void> | void;
  /// Looks whether a refusal left everything as it was.
  unchanged?: () => Promise<void>;
}

export interface Row {
  endpoint: string;
  statuses: Statuses;
  /// Makes new things for each call, so that no call can spoil the next one.
  prepare: (cast: Cast) => Promise<Prepared> | Prepared;
}

export const statuses = (
  nobody: number, felix: number, sam: number, ada: number, hanna: number,
): Statuses => ({ nobody, felix, sam, ada, hanna });

export const anybody = (status: number): Statuses => statuses(status, status, status, status, status);
export const signedIn = statuses(401, 200, 200, 200, 200);
export const scannersOnly = (success: number): Statuses => statuses(401, 403, success, success, 403);
export const adminsOnly = (success: number): Statuses => statuses(401, 403, 403, success, 403);

const numbers = { given: 0 };

/// A name that nothing else in this run has.
export const newName = (what: string): string => `${what}-${++numbers.given}`;

/// A new ticket that is hanna's.
export const hannasTicket = async ({ ada, hanna }: Cast): Promise<OpenTicket> =>
  soldTicket(ada, await addConcert(ada), hanna);

/// A check that the ticket has this status.
export const statusIs =
  ({ ada }: Cast, id: number, status: string) =>
  async (): Promise<void> => {
    assert.equal((await ada.get<Ticket>(`/api/tickets/${id}`)).status, status);
  };

/// A call that needs nothing prepared.
export const simply =
  (path: string, effect?: Prepared['effect']): Row['prepare'] =>
  () => ({ path, ...(effect && { effect }) });
