import type { ComponentType } from 'react';

import type { Role } from '@/api/session';
import { signedInFiles, type SignedInPath } from '@/app/page-files';
import { loadable } from '@/lib/loadable';

type Load = () => Promise<{ default: ComponentType }>;

export interface SignedInPage {
  path: string;
  roles: readonly Role[];
  load: Load;
  Page: ComponentType;
  /** Fills the whole screen, without the navigation around it. */
  isBare?: boolean;
}

export function page(
  path: SignedInPath,
  roles: readonly Role[],
  { isBare = false }: { isBare?: boolean } = {},
): SignedInPage {
  const { Component: Page, load: loadOnce } = loadable<object>(signedInFiles[path]);
  return { path, roles, load: loadOnce, Page, isBare };
}
