import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { restore } from '@/api/session';
import { CrashGuard } from '@/app/crash-guard';
import { reloadWhenOutdated } from '@/app/outdated';
import { AppRoutes, awaitPage } from '@/app/routes';
import { followTheme } from '@/lib/theme';

followTheme();
reloadWhenOutdated();
void restore();
awaitPage(location.pathname);

const root = document.querySelector('#root');
if (root !== null) {
  const app = (
    <StrictMode>
      <CrashGuard>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </CrashGuard>
    </StrictMode>
  );
  // In slices: a slow phone can scroll and press between them.
  startTransition(() => createRoot(root).render(app));
}
