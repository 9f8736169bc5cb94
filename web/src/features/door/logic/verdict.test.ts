import { describe, expect, test } from 'vitest';

import { someScan } from './scan.fixture';
import type { Scan, ScanType } from './scan-request';
import { spokenOf, viewOf } from './verdict';

const scanTypes: ScanType[] = ['attendance', 'entry_check', 'sale_confirmation'];
const previous = { scanned_at: '2026-11-23T19:30:00Z', location: 'Gate A', scanned_by: 'sam' };

const accepted = (changes: Partial<Scan>): Scan => someScan({ verdict: 'accepted', reason: 'ok', ...changes });
const refused = (reason: Scan['reason'], changes: Partial<Scan> = {}): Scan =>
  someScan({ verdict: 'refused', reason, ...changes });

describe('An accepted scan', () => {
  test.each([
    ['attendance', null, 'admit', 'Admit', null],
    ['attendance', previous, 'admit', 'Admit', 'Checked 4 min ago at Gate A by sam'],
    ['entry_check', null, 'admit', 'Checked', null],
    ['entry_check', previous, 'caution', 'Seen before', 'Checked 4 min ago at Gate A by sam'],
    ['sale_confirmation', null, 'admit', 'Sold', null],
  ] as const)('for %s with %o before is %s: %s', (scan_type, before, tone, word, sentence) => {
    const status = scan_type === 'attendance' ? 'attended' : 'sold';
    const ticket = { number: 'K7QM-2X9D-4HTR', serial: 12, tier: 'Seated', status, buyer_name: 'Ana Lima' } as const;
    expect(viewOf(accepted({ scan_type, previous: before, ticket }))).toMatchObject({ tone, word, sentence });
  });

  test('for a sale of a ticket that is inside already asks for a second look', () => {
    expect(viewOf(accepted({ scan_type: 'sale_confirmation' }))).toMatchObject({
      tone: 'caution', word: 'Sold', sentence: 'Used already: its holder is inside',
    });
  });

  test('tears the stub only when it used the ticket up', () => {
    const stubs = scanTypes.map((scan_type) => {
      const status = scan_type === 'attendance' ? 'attended' : 'sold';
      return viewOf(accepted({ scan_type, ticket: { number: 'K7QM-2X9D-4HTR', serial: 1, tier: null, status, buyer_name: null } })).stub;
    });
    expect(stubs).toEqual(['torn', 'whole', 'whole']);
  });

  test('shows name, tier and serial', () => {
    expect(viewOf(accepted({})).ticket).toEqual({
      name: 'Ana Lima', tier: 'Seated', serial: 12, number: 'K7QM-2X9D-4HTR',
    });
  });
});

describe.each(scanTypes)('A refused scan for %s', (scan_type) => {
  test.each([
    ['already_admitted', 'Already admitted 4 min ago at Gate A by sam'],
    ['not_sold', 'Not sold yet: send them to the counter'],
    ['refunded', 'This ticket was refunded'],
    ['superseded', 'This code was replaced by a newer one: ask for the newest ticket'],
    ['wrong_concert', 'This ticket is for another concert'],
    ['unknown_ticket', 'There is no such ticket'],
    ['forged', 'This code is not genuine'],
  ] as const)('because %s is red and says why', (reason, sentence) => {
    const view = viewOf(refused(reason, { scan_type, previous }));
    const stub = reason === 'already_admitted' ? 'gone' : 'void';
    expect(view).toMatchObject({ tone: 'refuse', word: 'Stop', sentence, stub });
  });
});

describe('The time since an earlier scan', () => {
  test.each([
    ['2026-11-23T19:33:59Z', '1 s'], ['2026-11-23T19:33:20Z', '40 s'], ['2026-11-23T18:34:00Z', '1 h'],
    ['2026-11-23T17:29:00Z', '2 h 5 min'], ['2026-11-23T19:35:00Z', '1 s'],
  ])('from %s is %s', (scanned_at, ago) => {
    const view = viewOf(refused('already_admitted', { previous: { ...previous, scanned_at, location: null } }));
    expect(view.sentence).toBe(`Already admitted ${ago} ago by sam`);
  });
});

describe('The spoken verdict', () => {
  test('says what is seen', () => {
    expect(spokenOf(viewOf(accepted({})))).toBe('Admit. Ana Lima. Seated. No 12');
    expect(spokenOf(viewOf(refused('forged', { ticket: null })))).toBe('Stop. This code is not genuine');
  });
});
