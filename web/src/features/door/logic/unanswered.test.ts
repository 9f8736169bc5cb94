import { describe, expect, test } from 'vitest';

import { someRequest } from './scan.fixture';
import { UnansweredAttempts, type TextStore } from './unanswered';

function memory(): TextStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('An attempt without an answer', () => {
  test('is found again after a reload, with its scan_id', () => {
    const store = memory();
    new UnansweredAttempts(store).begin(someRequest());
    expect(new UnansweredAttempts(store).interrupted()).toEqual([someRequest()]);
  });

  test('is forgotten once it was answered', () => {
    const store = memory();
    const attempts = new UnansweredAttempts(store);
    attempts.begin(someRequest());
    attempts.answered(someRequest().scan_id);
    expect(new UnansweredAttempts(store).interrupted()).toEqual([]);
  });

  test('that was set aside is not asked again by itself, but keeps its scan_id for the same ticket', () => {
    const store = memory();
    new UnansweredAttempts(store).begin(someRequest());
    new UnansweredAttempts(store).setAside(someRequest().scan_id);
    const attempts = new UnansweredAttempts(store);
    expect(attempts.interrupted()).toEqual([]);
    expect(attempts.earlierId(someRequest({ scan_id: 'another-id' }))).toBe(someRequest().scan_id);
  });

  test.each([
    { code: 'ANOTHER' }, { concert_id: 2 }, { location: 'Gate B' }, { scan_type: 'entry_check' },
  ] as const)('lends its scan_id to nothing else: %j', (changes) => {
    const attempts = new UnansweredAttempts(memory());
    attempts.begin(someRequest());
    expect(attempts.earlierId(someRequest({ scan_id: 'another-id', ...changes }))).toBeNull();
  });

  test('is remembered without a store, until the page goes', () => {
    const attempts = new UnansweredAttempts(null);
    attempts.begin(someRequest());
    expect(attempts.interrupted()).toHaveLength(1);
  });

  test('that somebody scribbled over is ignored', () => {
    const store = memory();
    store.setItem('admitone.door.unanswered', '{"not": "a list"');
    expect(new UnansweredAttempts(store).interrupted()).toEqual([]);
  });
});
