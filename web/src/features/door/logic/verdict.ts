// What a judged scan looks and sounds like at the door: the colour, the one big word, and the reason in words.

import { texts } from '@/texts/en';

import type { Scan } from './scan-request';

/// `admit` is green, `refuse` red, `caution` amber: accepted, but look twice.
export type Tone = 'admit' | 'refuse' | 'caution';

export interface VerdictView {
  tone: Tone;
  word: string;
  /// The reason, or what else should be known; null when the word says all.
  sentence: string | null;
  ticket: { name: string | null; tier: string | null; serial: number; number: string } | null;
  stub: Stub;
}

/// What has become of the ticket's stub: still on it, torn off by this very scan, gone since an earlier one,
/// or worth nothing.
export type Stub = 'whole' | 'torn' | 'gone' | 'void';

function beforeOf(scan: Scan): Parameters<typeof texts.door.checkedBefore>[0] | null {
  const { previous, scanned_at } = scan;
  if (previous === null) return null;
  // Between two of the server's own times: the clock of the phone may be wrong.
  const ago_s = Math.max(0, (Date.parse(scanned_at) - Date.parse(previous.scanned_at)) / 1000);
  return { ago_s, location: previous.location, by: previous.scanned_by };
}

function refusalSentence(scan: Scan): string {
  const { reasons } = texts.door;
  switch (scan.reason) {
    case 'already_admitted':
      return reasons.already_admitted(beforeOf(scan));
    case 'ok':
      // A refusal has a reason; if a newer server ever sends one without, its own words are shown.
      return scan.message;
    default:
      return reasons[scan.reason] ?? scan.message;
  }
}

function accepted(scan: Scan): Pick<VerdictView, 'tone' | 'word' | 'sentence'> {
  const { words, checkedBefore, soldAndUsed } = texts.door;
  const previous = beforeOf(scan);
  const sentence = previous === null ? null : checkedBefore(previous);
  switch (scan.scan_type) {
    case 'attendance':
      return { tone: 'admit', word: words.admit, sentence };
    case 'entry_check':
      return previous === null
        ? { tone: 'admit', word: words.checked, sentence: null }
        : { tone: 'caution', word: words.seenBefore, sentence };
    case 'sale_confirmation':
      return scan.ticket?.status === 'attended'
        ? { tone: 'caution', word: words.sold, sentence: soldAndUsed }
        : { tone: 'admit', word: words.sold, sentence: null };
  }
}

function acceptedStub(scan: Scan): Stub {
  if (scan.scan_type === 'attendance') return 'torn';
  return scan.ticket?.status === 'attended' ? 'gone' : 'whole';
}

export function viewOf(scan: Scan): VerdictView {
  const ticket =
    scan.ticket === null
      ? null
      : {
          name: scan.ticket.buyer_name,
          tier: scan.ticket.tier,
          serial: scan.ticket.serial,
          number: scan.ticket.number,
        };
  if (scan.verdict === 'refused') {
    const sentence = refusalSentence(scan);
    const stub = scan.reason === 'already_admitted' ? 'gone' : 'void';
    return { tone: 'refuse', word: texts.door.words.stop, sentence, ticket, stub };
  }
  return { ...accepted(scan), ticket, stub: acceptedStub(scan) };
}

/// For the live region: everything that eyes get, in one breath.
export function spokenOf({ word, sentence, ticket }: VerdictView): string {
  if (ticket === null) return texts.door.spoken(word, sentence);
  const { serial } = texts.door.ticket;
  return texts.door.spoken(word, sentence, ticket.name, ticket.tier, serial(ticket.serial));
}
