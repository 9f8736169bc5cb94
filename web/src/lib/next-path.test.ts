import { describe, expect, it } from 'vitest';

import { safeNextPath, signInPath } from './next-path';

describe('the path to go on to after signing in', () => {
  it('is a path of the app, with its query and fragment', () => {
    expect(safeNextPath('/concerts/7?tab=gates#gate-a')).toBe('/concerts/7?tab=gates#gate-a');
  });

  it.each([
    null, '', 'concerts', 'https://example.org/', '//example.org', '/\\example.org', '/\t/example.org',
    '/api/auth/logout', '/sign-in', '/setup#token',
  ])('refuses %j', (next) => {
    expect(safeNextPath(next)).toBeNull();
  });

  it('survives the way through the sign-in address', () => {
    const address = new URL(signInPath('/wallet/3?full=1'), 'http://app');
    expect(safeNextPath(address.searchParams.get('next'))).toBe('/wallet/3?full=1');
  });

  it('is not asked for when it is only the start page', () => {
    expect(signInPath('/')).toBe('/sign-in');
  });
});
