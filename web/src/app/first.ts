// What runs first: small, so that it can ask for everything else while the app itself is still on its way.

import '@/ui/theme.css';

import { askEarly } from '@/api/early-answer';
import { firstQuestionsOf, loadFrame, signedInFiles, signedInPathOf } from '@/app/page-files';

function loadApp(): void {
  void import('@/app/main');
  // Who turns out not to be signed in has fetched a little in vain.
  const path = signedInPathOf(location.pathname);
  if (path === undefined) return;
  for (const load of [loadFrame, signedInFiles[path]]) {
    void load().catch(() => undefined);  // It is loaded again where it is needed, and told of there.
  }
}

// Most depends on the cookie's answer, so its question goes before the files that take up the line and the processor.
// But another page's turn with the cookie is not waited for.
const asked = askEarly(firstQuestionsOf(location.pathname));
const longEnough = new Promise((past) => setTimeout(past, 50));
void Promise.race([asked, longEnough]).then(loadApp);
