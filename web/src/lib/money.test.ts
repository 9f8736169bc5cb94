import { describe, expect, it } from 'vitest';

import { compareMoney, decimalsOf, formatMoney, parseMoney } from './money';

describe('money', () => {
  it('is shown in the form of its currency', () => {
    expect(formatMoney('49.50', 'EUR')).toBe('€49.50');
    expect(formatMoney('5000', 'JPY')).toBe('JP¥5,000');
    expect(formatMoney('1.250', 'KWD')).toMatch(/1\.250/);
  });

  it('keeps digits that a floating-point number would lose', () => {
    expect(formatMoney('999999999999.99', 'EUR')).toBe('€999,999,999,999.99');
    expect(formatMoney('9007199254740993.00', 'EUR')).toContain('9,007,199,254,740,993');
  });

  it.each([
    ['49.5', 'EUR', '49.50'], ['49,5', 'EUR', '49.50'], [' 1 200 ', 'EUR', '1200.00'],
    ['007', 'EUR', '7.00'], ['0', 'EUR', '0.00'], ['5000', 'JPY', '5000'], ['1.25', 'KWD', '1.250'],
  ])('typed %j in %s becomes %j', (typed, currency, amount) => {
    expect(parseMoney(typed, currency)).toBe(amount);
  });

  it.each([
    ['', 'EUR'], ['free', 'EUR'], ['-1', 'EUR'], ['1.234', 'EUR'], ['1.5', 'JPY'], ['1.2.3', 'EUR'],
    ['1e3', 'EUR'],
  ])('refuses %j in %s', (typed, currency) => {
    expect(parseMoney(typed, currency)).toBeNull();
  });

  it('is compared exactly', () => {
    expect(compareMoney('9.5', '10')).toBe(-1);
    expect(compareMoney('10', '10.00')).toBe(0);
    expect(compareMoney('9007199254740993', '9007199254740992')).toBe(1);
  });

  it('knows the decimals of a currency', () => {
    expect([decimalsOf('EUR'), decimalsOf('JPY'), decimalsOf('KWD')]).toEqual([2, 0, 3]);
  });
});
