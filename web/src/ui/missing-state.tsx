import type { ReactNode } from 'react';

import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';

/** A whole page that says: there is no such thing. Also for a thing that the server answers 404 for. */
export function MissingState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title} width="narrow">
      <div className="perforated flex items-center gap-6 p-6 [--tear:5.5rem]">
        <p aria-hidden="true" className="w-16 shrink-0 pr-4 text-center font-mono text-xl font-bold text-ink-soft">404</p>
        <p className="pl-4">{children}</p>
      </div>
      <div><ButtonLink to="/" tone="primary">{texts.common.actions.start}</ButtonLink></div>
    </Page>
  );
}
