// Where an address leads nowhere, or not for this person.

import type { Role } from '@/api/session';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { MissingState } from '@/ui/missing-state';
import { Page } from '@/ui/page';

export function MissingPage() {
  return <MissingState title={texts.common.missing.title}>{texts.common.missing.body}</MissingState>;
}

export function ForbiddenPage({ role }: { role: Role }) {
  const { forbidden, roles, actions } = texts.common;
  return (
    <Page title={forbidden.title} width="narrow">
      <p>{forbidden.body(roles[role])}</p>
      <div><ButtonLink to="/" tone="primary">{actions.start}</ButtonLink></div>
    </Page>
  );
}
