import { describe, expect, it } from 'vitest';

import { formatAgo, formatClock, formatDay, formatDayAndTime, formatTime, formatZone } from './dates';

const summerNight = '2027-06-18T18:00:00Z';

describe('dates', () => {
  it('are those of the concert, not those of the phone', () => {
    expect(formatDayAndTime(summerNight, 'Europe/Berlin')).toBe('Fri, 18 June 2027, 20:00');
    expect(formatTime(summerNight, 'America/New_York')).toBe('14:00');
  });

  it('may lie on another day in the concert\'s zone', () => {
    expect(formatDay('2027-06-18T23:30:00Z', 'Asia/Tokyo')).toBe('Sat, 19 June 2027');
  });

  it('follow daylight saving time', () => {
    expect(formatTime('2027-03-28T00:59:00Z', 'Europe/Berlin')).toBe('01:59');
    expect(formatTime('2027-03-28T01:00:00Z', 'Europe/Berlin')).toBe('03:00');
  });

  it('show seconds on a clock and name a zone', () => {
    expect(formatClock('2027-06-18T18:00:07Z', 'UTC')).toBe('18:00:07');
    expect(formatZone(summerNight, 'Europe/Berlin')).toMatch(/CEST|GMT\+2/);
  });

  it.each([
    [0, 'now'], [-40, '40 sec ago'], [-240, '4 min ago'], [-7_200, '2 hr ago'], [172_800, 'in 2 days'],
  ])('%i seconds away read "%s"', (distance_s, words) => {
    const now = Date.parse(summerNight);
    const instant = new Date(now + distance_s * 1000).toISOString();
    expect(formatAgo(instant, now).replace('secs', 'sec')).toBe(words);
  });
});
