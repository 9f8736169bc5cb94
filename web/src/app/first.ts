// What runs first: small, so that it can ask for everything else while the app itself is still on its way.

import '@/ui/theme.css';

import { askEarly } from '@/api/early-answer';
import { loadFrame, signedInFiles, signedInPathOf } from '@/app/page-files';

askEarly();
void import('@/app/main');
// Who turns out not to be signed in has fetched a little in vain.
const path = signedInPathOf(location.pathname);
if (path !== undefined) {
  for (const load of [loadFrame, signedInFiles[path]]) {
    void load().catch(() => undefined);  // It is loaded again where it is needed, and told of there.
  }
}
