// Every page of the app, in one readable table: where, for whom, and the file that draws it (or page-files.ts names it).

import { lazy, Suspense, useDeferredValue, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router';

import { useSession, type Role, type SessionState } from '@/api/session';
import { loadFrame, signedInPathOf } from '@/app/page-files';
import { page } from '@/app/signed-in-page';
import { Starting, Unreachable } from '@/app/starting';
import SignInPage from '@/features/account/sign-in-page';
import { loadable } from '@/lib/loadable';
import { safeNextPath, signInPath } from '@/lib/next-path';

const everyone: readonly Role[] = ['admin', 'scanner', 'viewer'];
const staff: readonly Role[] = ['admin', 'scanner'];
const admins: readonly Role[] = ['admin'];

const { Component: SignedIn, load: loadSignedIn } = loadable(loadFrame);
const RegisterPage = lazy(() => import('@/features/account/register-page'));
const VerifyPage = lazy(() => import('@/features/account/verify-page'));
const ClaimLinkPage = lazy(() => import('@/features/wallet/claim-link-page'));
const DoctorPage = lazy(() => import('@/features/doctor/doctor-page'));
const SetupPage = lazy(() => import('@/features/account/setup-page'));

const signedInPages = [
  page('/account', everyone),

  page('/wallet', everyone),
  page('/wallet/claim', everyone),
  page('/wallet/transfers', everyone),
  page('/wallet/refunds', everyone),
  page('/wallet/:ticketId', everyone),

  page('/door', staff, { isBare: true }),

  page('/concerts', staff),
  page('/concerts/new', admins),
  page('/concerts/:id', staff),
  page('/concerts/:id/edit', admins),
  page('/concerts/:id/import', admins),

  page('/concerts/:id/tickets', staff),
  page('/concerts/:id/sell', admins),
  page('/concerts/:id/print-sheets', admins),
  page('/tickets/:id', staff),

  page('/refunds', admins),
  page('/team', admins),
  page('/journal', admins),
];

/** What first.ts has begun to fetch is drawn at once where it has arrived by then. */
export function awaitPage(pathname: string): void {
  const path = signedInPathOf(pathname);
  const wanted = signedInPages.find((each) => each.path === path);
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
