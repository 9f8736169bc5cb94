import { expect, test } from 'vitest';

import { firstQuestionsOf, signedInPathOf } from './page-files';

test('An address means the first path that it fits', () => {
  expect(signedInPathOf('/wallet')).toBe('/wallet');
  expect(signedInPathOf('/wallet/')).toBe('/wallet');
  expect(signedInPathOf('/wallet/claim')).toBe('/wallet/claim');
  expect(signedInPathOf('/wallet/7')).toBe('/wallet/:ticketId');
  expect(signedInPathOf('/concerts/new')).toBe('/concerts/new');
  expect(signedInPathOf('/concerts/12/edit')).toBe('/concerts/:id/edit');
});

test('Other addresses mean none of them', () => {
  for (const pathname of ['/', '/sign-in', '/wallets', '/wallet/7/8', '/concerts//edit']) {
    expect(signedInPathOf(pathname)).toBeUndefined();
  }
});

test('A page asks early what it will ask anyway', () => {
  expect(firstQuestionsOf('/concerts/12/').map(({ path }) => path)).toEqual(['/api/concerts/12']);
  expect(firstQuestionsOf('/team')).toEqual([]);
  const [tickets] = firstQuestionsOf('/wallet');
  const answer = { items: [{ concert_id: 3 }, { concert_id: 5 }, { concert_id: 3 }] };
  expect(tickets?.next?.(answer).map(({ path }) => path)).toEqual(['/api/concerts/3', '/api/concerts/5']);
});
