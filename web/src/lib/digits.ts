const count = new Intl.NumberFormat('en');

/** A sentence of the server's, its numbers as people write them: "20000 tickets" becomes "20,000 tickets". */
export const groupDigits = (sentence: string): string =>
  sentence.replace(/\d{4,}/g, (digits) => count.format(Number(digits)));
