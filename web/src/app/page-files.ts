// The files of the pages for people who are signed in. Where two paths fit an address, the first is meant.

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
