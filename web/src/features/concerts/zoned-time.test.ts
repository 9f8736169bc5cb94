import { describe, expect, it } from 'vitest';

import { fromLocalText, offsetText, timeZones, toLocalText } from '@/features/concerts/zoned-time';

function utc(text: string, zone: string): string {
  const { instant, kind } = fromLocalText(text, zone)!;
  return `${instant.toISOString().slice(0, 16)} ${kind}`;
}

describe('time on the wall of the venue', () => {
  it.each([
    ['2026-11-23T19:30', 'Europe/Lisbon', '2026-11-23T19:30 once'],
    ['2026-07-23T19:30', 'Europe/Lisbon', '2026-07-23T18:30 once'],
    ['2026-07-23T19:30', 'Asia/Kolkata', '2026-07-23T14:00 once'],
    ['2026-07-23T01:00', 'Pacific/Auckland', '2026-07-22T13:00 once'],
    ['2026-12-31T20:00', 'America/St_Johns', '2026-12-31T23:30 once'],
    ['2026-07-23T19:30', 'UTC', '2026-07-23T19:30 once'],
    // Lord Howe moves its clocks by half an hour.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45 skipped'],
    // The evening of the day on which summer time begins and ends.
    ['2026-03-29T19:00', 'Europe/Berlin', '2026-03-29T17:00 once'],
    ['2026-10-25T19:00', 'Europe/Berlin', '2026-10-25T18:00 once'],
    ['2026-03-28T19:00', 'Europe/Berlin', '2026-03-28T18:00 once'],
    // Within the hour that is missing, and within the one that comes twice.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30 skipped'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30 twice'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30 skipped'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30 twice'],
  ])('%s in %s is %s in UTC', (text, zone, expected) => {
    expect(utc(text, zone)).toBe(expected);
  });

  it('comes back as it was typed', () => {
    for (const zone of ['Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham']) {
      for (let month = 1; month <= 12; ++month) {
        const text = `2027-${String(month).padStart(2, '0')}-15T20:45`;
        expect(toLocalText(fromLocalText(text, zone)!.instant, zone)).toBe(text);
      }
    }
  });

  it('refuses what is no date', () => {
    for (const text of ['', '2026-11-23', '2026-13-01T10:00', 'tomorrow']) {
      expect(fromLocalText(text, 'UTC')).toBeUndefined();
    }
  });

  it('names the offset of that day', () => {
    const winter = new Date('2026-12-01T12:00Z');
    const summer = new Date('2026-07-01T12:00Z');
    expect(offsetText(winter, 'Europe/Lisbon')).toBe('UTC');
    expect(offsetText(summer, 'Europe/Lisbon')).toBe('UTC+1');
    expect(offsetText(winter, 'America/St_Johns')).toBe('UTC−3:30');
  });

  it('offers every zone once, UTC among them', () => {
    const zones = timeZones();
    expect(zones).toContain('Europe/Lisbon');
    expect(zones).toContain('UTC');
    expect(new Set(zones).size).toBe(zones.length);
  });
});
