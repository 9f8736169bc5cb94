import { describe, expect, test } from 'vitest';

import { HoldOff } from './hold-off';

/// Shows one code every 100 ms from `from_ms` until `until_ms`; returns when it counted.
function hold(holdOff: HoldOff, text: string, from_ms: number, until_ms: number): number[] {
  const counted: number[] = [];
  for (let now_ms = from_ms; now_ms <= until_ms; now_ms += 100) {
    if (holdOff.see([text], now_ms) === text) counted.push(now_ms);
  }
  return counted;
}

describe('The same code', () => {
  test('held in view for a minute counts once', () => {
    expect(hold(new HoldOff(), 'A', 0, 60_000)).toEqual([0]);
  });

  test('counts again when it was out of view for 2.5 s', () => {
    const holdOff = new HoldOff();
    expect(hold(holdOff, 'A', 0, 1000)).toEqual([0]);
    expect(hold(holdOff, 'A', 3400, 4000)).toEqual([]);
    expect(hold(holdOff, 'A', 6500, 7000)).toEqual([6500]);
  });

  test('counts again soon after its verdict was dismissed, but not while it is still held', () => {
    const holdOff = new HoldOff();
    hold(holdOff, 'A', 0, 1000);
    holdOff.dismiss();
    expect(hold(holdOff, 'A', 1100, 3000)).toEqual([]);
    expect(hold(holdOff, 'A', 3600, 3700)).toEqual([3600]);
  });
});

describe('Another code', () => {
  test('counts at once', () => {
    const holdOff = new HoldOff();
    holdOff.see(['A'], 0);
    expect(holdOff.see(['B'], 60)).toBe('B');
  });

  test('beside one that counted already is the one that counts', () => {
    const holdOff = new HoldOff();
    expect(holdOff.see(['A', 'B'], 0)).toBe('A');
    expect(holdOff.see(['A', 'B'], 60)).toBe('B');
    expect(holdOff.see(['A', 'B'], 120)).toBeNull();
  });

  test('alternating with the first does not make either count twice', () => {
    const holdOff = new HoldOff();
    const counted: string[] = [];
    for (let frame = 0; frame < 100; ++frame) {
      const fresh = holdOff.see([frame % 2 === 0 ? 'A' : 'B'], frame * 100);
      if (fresh !== null) counted.push(fresh);
    }
    expect(counted).toEqual(['A', 'B']);
  });
});
