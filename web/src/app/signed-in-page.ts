import type { ComponentType } from 'react';

import type { Role } from '@/api/session';

export interface SignedInPage {
  path: string;
  roles: readonly Role[];
  Page: ComponentType;
  /** Fills the whole screen, without the navigation around it. */
  isBare?: boolean;
}
