import { expect, test } from 'vitest';

import { groupDigits } from '@/lib/digits';

test('Numbers of a sentence are grouped by thousands', () => {
  expect(groupDigits('Imported 20000 tickets, 999 to 1234567.')).toBe('Imported 20,000 tickets, 999 to 1,234,567.');
});

test('A sentence without numbers stays as it is', () => {
  expect(groupDigits('Imported.')).toBe('Imported.');
  expect(groupDigits('')).toBe('');
});
