import { describe, expect, test } from 'vitest';

import { judgeCamera, judgeClock, judgeDecoder, judgeNetwork, skewOf, verdictOf, type Finding } from './findings';

const asked = (roundTrip_ms: number, skew_ms = 0) =>
  ({ asked_ms: 1000, answered_ms: 1000 + roundTrip_ms, server_ms: 1000 + roundTrip_ms / 2 - skew_ms });

const finding = (level: Finding['level']): Finding => ({ level, sentence: '', advice: [] });

describe('The clock', () => {
  test('is read from the quickest answer', () => {
    expect(skewOf([asked(900, -4000), asked(20, 70_000), asked(300, 9000)])).toBe(70_000);
    expect(skewOf([])).toBeNull();
  });

  test('may differ a little, ahead or behind', () => {
    expect(judgeClock([asked(20, 29_000)]).level).toBe('good');
    expect(judgeClock([asked(20, 31_000)])).toMatchObject({ level: 'caution', sentence: expect.stringContaining('31 s ahead') });
    expect(judgeClock([asked(20, -3_600_000)]).sentence).toContain('60 min behind');
  });
});

describe('The way to the server', () => {
  test('is judged by the middle one of its answers', () => {
    expect(judgeNetwork([asked(20), asked(5000), asked(30)]).level).toBe('good');
    expect(judgeNetwork([asked(20), asked(900), asked(800)]).level).toBe('caution');
    expect(judgeNetwork([asked(2500), asked(2600), asked(30)]).level).toBe('bad');
  });

  test('is bad when nobody answers', () => {
    expect(judgeNetwork([]).level).toBe('bad');
    expect(judgeClock([]).level).toBe('bad');
  });
});

test('A reader that read nothing is worse than a slow one', () => {
  expect([100, 900, null].map((duration_ms) => judgeDecoder(duration_ms).level)).toEqual(['good', 'caution', 'bad']);
});

test('A camera that does not open comes with what to do', () => {
  expect(judgeCamera({ cameras: 2 })).toMatchObject({ level: 'good', sentence: 'It opens; there are 2.' });
  expect(judgeCamera({ problem: 'denied' }).advice.length).toBeGreaterThan(0);
});

test('All in all it is as bad as the worst of it, and known only in the end', () => {
  expect(verdictOf([finding('good'), null])).toBe('checking');
  expect(verdictOf([finding('bad'), null])).toBe('not');
  expect(verdictOf([finding('good'), finding('caution')])).toBe('nearly');
  expect(verdictOf([finding('good'), finding('good')])).toBe('ready');
});
