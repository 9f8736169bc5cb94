// The files of the pages for people who are signed in, and what these pages ask first. Where two paths fit an address,
// the first is meant.

import type { FirstQuestion } from '@/api/early-answer';
import type { components } from '@/api/schema.gen';

export const loadFrame = () => import('@/app/signed-in');

export const signedInFiles = {
  '/account': () => import('@/features/account/account-page'),

  '/wallet': () => import('@/features/wallet/wallet-page'),
  '/wallet/claim': () => import('@/features/wallet/claim-page'),
  '/wallet/transfers': () => import('@/features/wallet/transfers-page'),
  '/wallet/refunds': () => import('@/features/wallet/refunds-page'),
  '/wallet/:ticketId': () => import('@/features/wallet/ticket-page'),

  '/door': () => import('@/features/door/door-page'),

  '/concerts': () => import('@/features/concerts/concerts-page'),
  '/concerts/new': () => import('@/features/concerts/new-concert-page'),
  '/concerts/:id': () => import('@/features/concerts/concert-page'),
  '/concerts/:id/edit': () => import('@/features/concerts/edit-concert-page'),
  '/concerts/:id/import': () => import('@/features/files/import-page'),

  '/concerts/:id/tickets': () => import('@/features/sales/tickets-page'),
  '/concerts/:id/sell': () => import('@/features/sales/sell-page'),
  '/concerts/:id/print-sheets': () => import('@/features/print-sheets/print-sheets-page'),
  '/tickets/:id': () => import('@/features/sales/ticket-page'),

  '/refunds': () => import('@/features/refunds/refunds-page'),
  '/team': () => import('@/features/team/team-page'),
  '/journal': () => import('@/features/journal/journal-page'),
} as const;

export type SignedInPath = keyof typeof signedInFiles;

const fits = (path: string, pathname: string): boolean =>
  new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`).test(pathname);

/** Which of the paths an address means, if any. */
export function signedInPathOf(pathname: string): SignedInPath | undefined {
  return (Object.keys(signedInFiles) as SignedInPath[]).find((path) => fits(path, pathname));
}

const firstQuestions: Partial<Record<SignedInPath, (pathname: string) => readonly FirstQuestion[]>> = {
  '/wallet': () => [
    { path: '/api/tickets/mine?limit=200', faces: ['Instrument Sans', 'JetBrains Mono'], next: concertsOf },
    { path: '/api/refunds/mine?limit=200' },
    { path: '/api/transfers/pending?limit=200' },
  ],
  '/concerts/:id': (pathname) => [concertAt(`/api${pathname.replace(/\/$/, '')}`)],
};

function concertsOf(answer: unknown): FirstQuestion[] {
  const { items } = answer as components['schemas']['TicketPage'];
  return [...new Set(items.map(({ concert_id }) => `/api/concerts/${concert_id}`))].map(concertAt);
}

function concertAt(path: string): FirstQuestion {
  return { path, faces: ['Instrument Sans'] };
}

/** What the page of an address asks the server before it can be drawn. */
export function firstQuestionsOf(pathname: string): readonly FirstQuestion[] {
  const path = signedInPathOf(pathname);
  return path === undefined ? [] : firstQuestions[path]?.(pathname) ?? [];
}
