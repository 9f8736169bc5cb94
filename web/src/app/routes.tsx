// Every page of the app, in one readable table: where, for whom, and the file that draws it.

import { lazy, Suspense, useDeferredValue, type ReactNode } from 'react';
import { matchPath, Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router';

import { useSession, type Role, type SessionState } from '@/api/session';
import { page } from '@/app/signed-in-page';
import { Starting, Unreachable } from '@/app/starting';
import SignInPage from '@/features/account/sign-in-page';
import { loadable } from '@/lib/loadable';
import { safeNextPath, signInPath } from '@/lib/next-path';

const everyone: readonly Role[] = ['admin', 'scanner', 'viewer'];
const staff: readonly Role[] = ['admin', 'scanner'];
const admins: readonly Role[] = ['admin'];

const { Component: SignedIn, load: loadSignedIn } = loadable(() => import('@/app/signed-in'));
const RegisterPage = lazy(() => import('@/features/account/register-page'));
const VerifyPage = lazy(() => import('@/features/account/verify-page'));
const ClaimLinkPage = lazy(() => import('@/features/wallet/claim-link-page'));
const DoctorPage = lazy(() => import('@/features/doctor/doctor-page'));
const SetupPage = lazy(() => import('@/features/account/setup-page'));

const signedInPages = [
  page('/account', everyone, () => import('@/features/account/account-page')),

  page('/wallet', everyone, () => import('@/features/wallet/wallet-page')),
  page('/wallet/claim', everyone, () => import('@/features/wallet/claim-page')),
  page('/wallet/transfers', everyone, () => import('@/features/wallet/transfers-page')),
  page('/wallet/refunds', everyone, () => import('@/features/wallet/refunds-page')),
  page('/wallet/:ticketId', everyone, () => import('@/features/wallet/ticket-page')),

  page('/door', staff, () => import('@/features/door/door-page'), { isBare: true }),

  page('/concerts', staff, () => import('@/features/concerts/concerts-page')),
  page('/concerts/new', admins, () => import('@/features/concerts/new-concert-page')),
  page('/concerts/:id', staff, () => import('@/features/concerts/concert-page')),
  page('/concerts/:id/edit', admins, () => import('@/features/concerts/edit-concert-page')),
  page('/concerts/:id/import', admins, () => import('@/features/files/import-page')),

  page('/concerts/:id/tickets', staff, () => import('@/features/sales/tickets-page')),
  page('/concerts/:id/sell', admins, () => import('@/features/sales/sell-page')),
  page('/concerts/:id/print-sheets', admins, () => import('@/features/print-sheets/print-sheets-page')),
  page('/tickets/:id', staff, () => import('@/features/sales/ticket-page')),

  page('/refunds', admins, () => import('@/features/refunds/refunds-page')),
  page('/team', admins, () => import('@/features/team/team-page')),
  page('/journal', admins, () => import('@/features/journal/journal-page')),
];

/**
 * Fetches what a signed-in person will see at this path, while the server is still asked who that is. Who turns out
 * not to be signed in has fetched a little in vain.
 */
export function preload(pathname: string): void {
  const wanted = signedInPages.find(({ path }) => matchPath(path, pathname) !== null);
  if (wanted === undefined) return;
  for (const load of [loadSignedIn, wanted.load]) {
    void load().catch(() => undefined);  // It is loaded again where it is needed, and told of there.
  }
}

export function AppRoutes() {
  return (
    <Suspense fallback={<Starting />}>
      <Routes>
        <Route path="/doctor" element={<DoctorPage />} />
        <Route path="/setup" element={<SetupPage />} />
        <Route path="/verify" element={<VerifyPage />} />
        <Route path="/claim" element={<ClaimLinkPage />} />
        <Route path="/sign-in" element={<SignedOutOnly><SignInPage /></SignedOutOnly>} />
        <Route path="/register" element={<SignedOutOnly><RegisterPage /></SignedOutOnly>} />
        <Route path="*" element={<SignedInOnly />} />
      </Routes>
    </Suspense>
  );
}

/** A whole page appears or goes with it: drawn in slices, between which a slow phone can scroll and press. */
function useSessionInSlices(): SessionState {
  return useDeferredValue(useSession());
}

function SignedInOnly() {
  const session = useSessionInSlices();
  const { pathname, search, hash } = useLocation();
  switch (session.is) {
    case 'signed-in':
      return <SignedIn key={session.user.id} user={session.user} pages={signedInPages} />;
    case 'signed-out':
      // Who left on purpose starts afresh, perhaps as somebody else.
      return <Navigate to={session.why === 'left' ? '/sign-in' : signInPath(pathname + search + hash)} replace />;
    default:
      return session.is === 'unreachable' ? <Unreachable /> : <Starting />;
  }
}

/** Also how a person who has just signed in gets on: in this tab or in another one. */
function SignedOutOnly({ children }: { children: ReactNode }) {
  const session = useSessionInSlices();
  const [parameters] = useSearchParams();
  switch (session.is) {
    case 'signed-out':
      return children;
    case 'signed-in':
      return <Navigate to={safeNextPath(parameters.get('next')) ?? '/'} replace />;
    default:
      return session.is === 'unreachable' ? <Unreachable /> : <Starting />;
  }
}
