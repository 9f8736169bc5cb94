import { describe, expect, it } from 'vitest';

import { Arrivals, scaleTop } from '@/features/concerts/live/arrivals';

const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`);
const iso = (time: string): string => `2026-11-23T${time}Z`;

describe('arrivals', () => {
  it('never counts an admission twice that both the server and the stream have told', () => {
    const arrivals = new Arrivals()
      .withAdmissions([iso('19:30:10.5'), iso('19:30:40')])
      .withCounted([{ minute: iso('19:29:00'), admitted: 7 }, { minute: iso('19:30:00'), admitted: 2 }])
      .withAdmissions([iso('19:30:59.999'), iso('19:31:00')]);
    expect([at('19:29:00'), at('19:30:00'), at('19:31:00')].map((minute) => arrivals.at(minute)))
      .toEqual([7, 3, 1]);
  });

  it('groups minutes into bars that end with the running one', () => {
    const arrivals = new Arrivals().withCounted([
      { minute: iso('19:04:00'), admitted: 1 },
      { minute: iso('19:05:00'), admitted: 2 },
      { minute: iso('19:09:00'), admitted: 3 },
      { minute: iso('19:11:00'), admitted: 4 },
    ]);
    expect(arrivals.bars(at('19:11:30'), 3, 5)).toEqual([
      { start: at('19:00:00'), admitted: 1 },
      { start: at('19:05:00'), admitted: 5 },
      { start: at('19:10:00'), admitted: 4 },
    ]);
    expect(arrivals.bars(at('19:11:30'), 60, 1)).toHaveLength(60);
  });

  it('tells the pace of the last minutes', () => {
    const arrivals = new Arrivals().withCounted([
      { minute: iso('19:05:00'), admitted: 100 },
      { minute: iso('19:06:00'), admitted: 11 },
      { minute: iso('19:11:00'), admitted: 11 },
    ]);
    expect(arrivals.pace(at('19:11:30'))).toBe(4);
  });

  it('ends the scale at a round number', () => {
    expect([0, 4, 5, 11, 23, 41, 99, 100, 1201].map(scaleTop)).toEqual([4, 4, 5, 20, 40, 50, 100, 100, 2000]);
  });
});
