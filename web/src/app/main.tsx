import '@/ui/theme.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { restore } from '@/api/session';
import { CrashGuard } from '@/app/crash-guard';
import { reloadWhenOutdated } from '@/app/outdated';
import { AppRoutes, preload } from '@/app/routes';
import { followTheme } from '@/lib/theme';

followTheme();
reloadWhenOutdated();
void restore();
preload(location.pathname);

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <CrashGuard>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </CrashGuard>
    </StrictMode>,
  );
}
