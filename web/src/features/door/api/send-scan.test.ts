import { describe, expect, test } from 'vitest';

import { Refusal } from '@/api/problem';

import { answerFrom } from './send-scan';

const refusal = (status: number, retryAfter_s: number | null = null): Refusal =>
  new Refusal({ detail: 'No.', errors: [] }, status, retryAfter_s);

describe('A refused request', () => {
  test.each([500, 502, 503, 504, 429])('with %i is asked again', (status) => {
    expect(answerFrom(refusal(status))).toEqual({ kind: 'unavailable', retryAfter_ms: null });
  });

  test('is asked again when the server says', () => {
    expect(answerFrom(refusal(503, 2))).toEqual({ kind: 'unavailable', retryAfter_ms: 2000 });
  });

  test('without a session waits for somebody to sign in', () => {
    expect(answerFrom(refusal(401))).toEqual({ kind: 'signed-out' });
  });

  test.each([400, 403, 404, 409, 413, 422])('with %i is settled, and says why', (status) => {
    expect(answerFrom(refusal(status))).toEqual({ kind: 'rejected', detail: 'No.' });
  });
});
