// Money is the server's decimal text from end to end. It is shown with its currency's own form, and what
// somebody types becomes such a text again; nothing is ever a floating-point number on the way.

/** How many decimals a currency has: 2 for EUR, 0 for JPY. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;
}

/** "49.50" in EUR reads "€49.50". Intl takes the text itself and keeps every digit. */
export function formatMoney(amount: string, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(
    amount as Intl.StringNumericLiteral,
  );
}

/**
 * What somebody typed as the server wants it: "49,5" becomes "49.50" in EUR. Null when it is no amount, or
 * has more decimals than the currency.
 */
export function parseMoney(typed: string, currency: string): string | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(typed.replace(/[\s'’]/g, ''));
  if (match === null) return null;
  const decimals = decimalsOf(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return null;
  const whole = (match[1] ?? '0').replace(/^0+(?=\d)/, '');
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
}

/** Below zero when `left` is less than `right`, zero when they are the same, else above. */
export function compareMoney(left: string, right: string): number {
  const [a, b] = [minorUnits(left), minorUnits(right)];
  return a < b ? -1 : Number(a > b);
}

function minorUnits(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}
