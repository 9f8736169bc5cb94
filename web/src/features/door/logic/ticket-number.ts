// Ticket numbers as people type them: any case, with or without dashes and spaces, O for 0, I and L for 1.

import type { Presented } from './scan-request';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const digitsAll = 12;

export type TypedNumber =
  | { kind: 'number'; number: string }
  | { kind: 'unfinished'; missing: number }
  | { kind: 'too-long' }
  /// A character that no ticket number has.
  | { kind: 'impossible'; character: string }
  /// The check character does not fit: something was mistyped.
  | { kind: 'mistyped' };

const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const ignored = /[\s‐-―.-]/u;

/// Multiplication in GF(32) modulo x^5 + x^3 + 1, the field of the check character.
function multiply(left: number, right: number): number {
  let product = 0;
  for (let factor = left, rest = right; rest !== 0; rest >>= 1) {
    if ((rest & 1) !== 0) product ^= factor;
    factor <<= 1;
    if ((factor & 32) !== 0) factor ^= 0b101001;
  }
  return product;
}

/// The digits read as a polynomial at a generator of the field: 0 for a number without a mistake.
function weightedSum(digits: readonly number[]): number {
  const generator = 29;
  return digits.reduce((sum, digit) => multiply(sum, generator) ^ digit, 0);
}

const grouped = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? '';

export function readTicketNumber(typed: string): TypedNumber {
  let text = '';
  for (const character of typed.toUpperCase()) {
    if (ignored.test(character)) continue;
    const meant = lookalikes[character] ?? character;
    if (!alphabet.includes(meant)) return { kind: 'impossible', character };
    text += meant;
  }
  if (text.length > digitsAll) return { kind: 'too-long' };
  if (text.length < digitsAll) return { kind: 'unfinished', missing: digitsAll - text.length };
  const digits = [...text].map((character) => alphabet.indexOf(character));
  if (weightedSum(digits) !== 0) return { kind: 'mistyped' };
  return { kind: 'number', number: grouped(text) };
}

/// What a hand-held reader or a pasted text presents: a whole ticket number, or else a code, as it is.
export function presentedBy(text: string): Presented {
  const read = readTicketNumber(text);
  return read.kind === 'number'
    ? { kind: 'number', ticket_number: read.number }
    : { kind: 'code', code: text };
}
