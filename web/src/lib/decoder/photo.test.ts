import { describe, expect, test } from 'vitest';

import { looksAt } from './photo';

describe('Looks at a photo', () => {
  test('a large photo is seen at several sizes, its own included, and never larger than it is', () => {
    const sizes = looksAt(3024, 4032).map(({ longSide }) => longSide);
    expect(sizes).toContain(4032);
    expect(Math.max(...sizes)).toBe(4032);
    expect(new Set(sizes).size).toBeGreaterThanOrEqual(4);
  });

  test('a small photo is not blown up', () => {
    expect(looksAt(400, 300).map(({ longSide }) => longSide)).toEqual([400, 320, 400, 400, 400]);
  });

  test('a huge photo is brought down to what a decoder takes', () => {
    expect(Math.max(...looksAt(12000, 9000).map(({ longSide }) => longSide))).toBe(4096);
  });

  test('turned looks come last, when the straight ones found nothing', () => {
    const turned = looksAt(1600, 1200).map(({ turned_degrees }) => turned_degrees);
    expect(turned.slice(-3)).toEqual([45, 20, 70]);
    expect(turned.slice(0, -3).every((degrees) => degrees === 0)).toBe(true);
  });
});
