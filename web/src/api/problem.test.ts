import { describe, expect, it } from 'vitest';

import { describeError, isNotFound, Refusal, refusalOf, Silence } from './problem';

const answer = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers });

describe('a refusal', () => {
  it('keeps what the server says, field by field', async () => {
    const problem = {
      type: '/docs#problem-invalid', title: 'Some fields are not valid', status: 422,
      detail: '1 field is not valid.', errors: [{ pointer: '/username', detail: 'must have 3 to 40 characters' }],
    };
    const refusal = await refusalOf(answer(422, JSON.stringify(problem)));
    expect(refusal.fields.get('username')).toBe('must have 3 to 40 characters');
    expect(describeError(refusal)).toBe('1 field is not valid.');
  });

  it('says how long to wait', async () => {
    const refusal = await refusalOf(answer(429, '{}', { 'retry-after': '90' }));
    expect(describeError(refusal)).toContain('2 minutes');
  });

  it('has words even when a proxy answered with a page of its own', async () => {
    const refusal = await refusalOf(answer(502, '<h1>Bad gateway</h1>'));
    expect(describeError(refusal)).toContain('502');
  });

  it('of a server that is not ready says what it knows', async () => {
    const told = await refusalOf(answer(503, JSON.stringify({ detail: 'The order was accepted.' })));
    expect(describeError(told)).toBe('The order was accepted.');
    expect(describeError(await refusalOf(answer(503, '<h1>Unavailable</h1>')))).toContain('Nothing was changed');
  });

  it('is told apart from silence and from our own faults', () => {
    expect(describeError(new Silence())).toMatch(/could not be reached/);
    expect(describeError(new TypeError('x is undefined'))).not.toContain('undefined');
    expect(isNotFound(new Refusal({}, 404))).toBe(true);
    expect(isNotFound(new Silence())).toBe(false);
  });
});
