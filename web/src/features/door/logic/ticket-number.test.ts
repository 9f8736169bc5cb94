import { describe, expect, test } from 'vitest';

import { presentedBy, readTicketNumber } from './ticket-number';

describe('A typed ticket number', () => {
  test.each([
    'K7QM-2X9D-4HTR', 'k7qm-2x9d-4htr', 'K7QM2X9D4HTR', 'k7qm 2x9d 4htr', '  K7QM–2X9D—4HTR ', 'k-7qm2x9d4-htr',
  ])('is understood as %j', (typed) => {
    expect(readTicketNumber(typed)).toEqual({ kind: 'number', number: 'K7QM-2X9D-4HTR' });
  });

  test('may say O for nought and I or L for one', () => {
    expect(readTicketNumber('oooo-oooo-OOOO')).toEqual({ kind: 'number', number: '0000-0000-0000' });
    expect(readTicketNumber('IL11')).toEqual({ kind: 'unfinished', missing: 8 });
  });

  test('that is not finished says how much is missing', () => {
    expect(readTicketNumber('K7QM-2X9')).toEqual({ kind: 'unfinished', missing: 5 });
    expect(readTicketNumber('')).toEqual({ kind: 'unfinished', missing: 12 });
  });

  test('with one wrong character, or two exchanged, is noticed before it is sent', () => {
    expect(readTicketNumber('K7QM-2X9D-4HTV')).toEqual({ kind: 'mistyped' });
    expect(readTicketNumber('K7QM-2X9D-H4TR')).toEqual({ kind: 'mistyped' });
  });

  test('that is too long or holds what no number has is noticed', () => {
    expect(readTicketNumber('K7QM-2X9D-4HTRR')).toEqual({ kind: 'too-long' });
    expect(readTicketNumber('K7QM-UX')).toEqual({ kind: 'impossible', character: 'U' });
  });
});

describe('What a reader sends', () => {
  test('is a number when it is a whole ticket number', () => {
    expect(presentedBy('K7QM2X9D4HTR')).toEqual({ kind: 'number', ticket_number: 'K7QM-2X9D-4HTR' });
  });

  test('is a code otherwise, to the letter', () => {
    expect(presentedBy(' NCF+A8K2')).toEqual({ kind: 'code', code: ' NCF+A8K2' });
  });
});
