import { describe, expect, it } from 'vitest';

import { setupTokenOf } from './setup-token';

describe('the token of the set-up link', () => {
  it.each([
    ['', '#abc-DEF_123'], ['', '#token=abc-DEF_123'], ['?token=abc-DEF_123', ''],
  ])('is read from "%s%s"', (search, hash) => {
    expect(setupTokenOf({ search, hash })).toBe('abc-DEF_123');
  });

  it('is missing from a link that was cut off', () => {
    expect(setupTokenOf({ search: '', hash: '' })).toBeNull();
    expect(setupTokenOf({ search: '', hash: '#' })).toBeNull();
  });
});
