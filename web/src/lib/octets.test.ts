import { expect, test } from 'vitest';

import { formatOctets } from '@/lib/octets';

test('sizes are told in the unit that keeps them short', () => {
  const told = [0, 812, 999, 1_000, 4_249, 12_600, 999_600, 33_554_432, 2_500_000_000].map(formatOctets);
  expect(told).toEqual(['0 bytes', '812 bytes', '999 bytes', '1 kB', '4.2 kB', '13 kB', '1 MB', '34 MB', '2.5 GB']);
});
