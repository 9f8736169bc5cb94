import { describe, expect, test } from 'vitest';

import { problemBeforehand, problemOf } from './camera-problem';

describe('A camera that does not open', () => {
  test.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SomethingNewError', 'failed'],
  ] as const)('for %s is %s', (name, problem) => {
    expect(problemOf(new DOMException('no', name))).toBe(problem);
  });

  test('for something that is no error at all has failed', () => {
    expect(problemOf('no')).toBe('failed');
  });

  test('on a page without https is not the camera’s fault', () => {
    expect(problemBeforehand(false, false)).toBe('insecure');
    expect(problemBeforehand(true, false)).toBe('unsupported');
    expect(problemBeforehand(true, true)).toBeNull();
  });
});
