// Every page of the app, in one readable table: where, for whom, and the file that draws it.

import { lazy, Suspense, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router';

import { useSession, type Role } from '@/api/session';
import type { SignedInPage } from '@/app/signed-in-page';
import { Starting } from '@/app/starting';
import SignInPage from '@/features/account/sign-in-page';
import { safeNextPath, signInPath } from '@/lib/next-path';
import { PageLoading } from '@/ui/loading';

const everyone: readonly Role[] = ['admin', 'scanner', 'viewer'];
const staff: readonly Role[] = ['admin', 'scanner'];
const admins: readonly Role[] = ['admin'];

const SignedIn = lazy(() => import('@/app/signed-in'));
const RegisterPage = lazy(() => import('@/features/account/register-page'));
const SetupPage = lazy(() => import('@/features/account/setup-page'));

const signedInPages: readonly SignedInPage[] = [
  { path: '/account', roles: everyone, Page: lazy(() => import('@/features/account/account-page')) },

  { path: '/wallet', roles: everyone, Page: lazy(() => import('@/features/wallet/wallet-page')) },
  { path: '/wallet/claim', roles: everyone, Page: lazy(() => import('@/features/wallet/claim-page')) },
  { path: '/wallet/transfers', roles: everyone, Page: lazy(() => import('@/features/wallet/transfers-page')) },
  { path: '/wallet/refunds', roles: everyone, Page: lazy(() => import('@/features/wallet/refunds-page')) },
  { path: '/wallet/:ticketId', roles: everyone, Page: lazy(() => import('@/features/wallet/ticket-page')) },

  { path: '/door', roles: staff, Page: lazy(() => import('@/features/door/door-page')), isBare: true },

  { path: '/concerts', roles: staff, Page: lazy(() => import('@/features/concerts/concerts-page')) },
  { path: '/concerts/new', roles: admins, Page: lazy(() => import('@/features/concerts/new-concert-page')) },
  { path: '/concerts/:id', roles: staff, Page: lazy(() => import('@/features/concerts/concert-page')) },
  { path: '/concerts/:id/edit', roles: admins, Page: lazy(() => import('@/features/concerts/edit-concert-page')) },

  { path: '/concerts/:id/tickets', roles: staff, Page: lazy(() => import('@/features/sales/tickets-page')) },
  { path: '/concerts/:id/sell', roles: admins, Page: lazy(() => import('@/features/sales/sell-page')) },
  { path: '/tickets/:id', roles: staff, Page: lazy(() => import('@/features/sales/ticket-page')) },

  { path: '/refunds', roles: admins, Page: lazy(() => import('@/features/refunds/refunds-page')) },
  { path: '/team', roles: admins, Page: lazy(() => import('@/features/team/team-page')) },
  { path: '/journal', roles: admins, Page: lazy(() => import('@/features/journal/journal-page')) },
];

export function AppRoutes() {
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        <Route path="/setup" element={<SetupPage />} />
        <Route path="/sign-in" element={<SignedOutOnly><SignInPage /></SignedOutOnly>} />
        <Route path="/register" element={<SignedOutOnly><RegisterPage /></SignedOutOnly>} />
        <Route path="*" element={<SignedInOnly />} />
      </Routes>
    </Suspense>
  );
}

function SignedInOnly() {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  switch (session.is) {
    case 'signed-in':
      return <SignedIn key={session.user.id} user={session.user} pages={signedInPages} />;
    case 'signed-out':
      // Who left on purpose starts afresh, perhaps as somebody else.
      return <Navigate to={session.why === 'left' ? '/sign-in' : signInPath(pathname + search + hash)} replace />;
    default:
      return <Starting isUnreachable={session.is === 'unreachable'} />;
  }
}

/** Also how a person who has just signed in gets on: in this tab or in another one. */
function SignedOutOnly({ children }: { children: ReactNode }) {
  const session = useSession();
  const [parameters] = useSearchParams();
  switch (session.is) {
    case 'signed-out':
      return children;
    case 'signed-in':
      return <Navigate to={safeNextPath(parameters.get('next')) ?? '/'} replace />;
    default:
      return <Starting isUnreachable={session.is === 'unreachable'} />;
  }
}
