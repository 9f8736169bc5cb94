import { describe, expect, test } from 'vitest';

import { nameSize, printedDate, printedSerial } from './ticket-print';

describe('A printed ticket', () => {
  test('numbers with six digits, and more when there are more', () => {
    expect(printedSerial(12)).toBe('000012');
    expect(printedSerial(1_234_567)).toBe('1234567');
  });

  test('shows the date on the clock of the concert, not of the reader', () => {
    expect(printedDate('2027-06-18T23:30:00Z', 'Europe/Berlin')).toEqual({
      day: 'Sat 19 Jun', year: '2027',
    });
    expect(printedDate('2027-06-18T23:30:00Z', 'America/New_York').day).toBe('Fri 18 Jun');
  });

  test('sets long names smaller, and counts ideographs double', () => {
    expect(nameSize('Winter Strings')).toBe('short');
    expect(nameSize('冬の弦楽四重奏と朗読の夕べ')).toBe('medium');
    expect(nameSize('x'.repeat(200))).toBe('endless');
  });
});
