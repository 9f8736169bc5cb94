// All that needs somebody to be signed in, loaded when somebody is.

import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation } from 'react-router';

import { makeQueryClient } from '@/api/query-client';
import type { Role, User } from '@/api/session';
import { CrashGuard } from '@/app/crash-guard';
import { ForbiddenPage, MissingPage } from '@/app/dead-ends';
import { Shell } from '@/app/shell';
import type { SignedInPage } from '@/app/signed-in-page';
import { PageLoading } from '@/ui/loading';
import { Toasts } from '@/ui/toasts';

const homes: Record<Role, string> = { admin: '/concerts', scanner: '/door', viewer: '/wallet' };

export default function SignedIn({ user, pages }: { user: User; pages: readonly SignedInPage[] }) {
  const [queryClient] = useState(makeQueryClient);
  const mayOpen = (page: SignedInPage): boolean => page.roles.includes(user.role);
  const routeOf = (page: SignedInPage) => (
    <Route key={page.path} path={page.path} element={mayOpen(page) ? <page.Page /> : <ForbiddenPage role={user.role} />} />
  );
  const isBare = (page: SignedInPage): boolean => page.isBare === true && mayOpen(page);
  return (
    <QueryClientProvider client={queryClient}>
      <Routes>
        <Route path="/" element={<Navigate to={homes[user.role]} replace />} />
        <Route element={<Guarded />}>{pages.filter(isBare).map(routeOf)}</Route>
        <Route element={<Shell user={user}><Guarded /></Shell>}>
          {pages.filter((page) => !isBare(page)).map(routeOf)}
          <Route path="*" element={<MissingPage />} />
        </Route>
      </Routes>
      <Toasts />
    </QueryClientProvider>
  );
}

function Guarded() {
  const { pathname } = useLocation();
  return (
    <CrashGuard resetKey={pathname}>
      <Suspense fallback={<PageLoading />}>
        <Outlet />
      </Suspense>
    </CrashGuard>
  );
}
