import { describe, expect, it } from 'vitest';

import { isLeaseHeld } from './turn';

const now = 1_800_000_000_000;

describe('a turn', () => {
  it('is free when nobody has taken it', () => {
    expect(isLeaseHeld(null, 'me', now)).toBe(false);
  });

  it('is held by another page that took it a moment ago', () => {
    expect(isLeaseHeld(`other ${now - 200}`, 'me', now)).toBe(true);
  });

  it('is not held by the page itself', () => {
    expect(isLeaseHeld(`me ${now - 200}`, 'me', now)).toBe(false);
  });

  it('falls back to everybody when its page vanished', () => {
    expect(isLeaseHeld(`other ${now - 10_000}`, 'me', now)).toBe(false);
  });

  it('is not held by a clock that was put back, or by nonsense', () => {
    expect(isLeaseHeld(`other ${now + 60_000}`, 'me', now)).toBe(false);
    expect(isLeaseHeld('nonsense', 'me', now)).toBe(false);
  });
});
