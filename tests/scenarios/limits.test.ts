// How much one address may ask, and whose address it is behind a proxy.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Answer } from '../support/client.ts';
import { admitone } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { useStage } from '../support/stage.ts';
import type { Problem } from '../support/wire.ts';

/// What a door with 30 phones behind one address sends at once, when all of them open the app: it must
/// pass with the usual rate.
const phones = 30;
const requestsOfAPage = 40;

onEachDatabase('The rate of an address', (engine) => {
  const stage = useStage(engine, {
    ADMITONE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8', ADMITONE_ADDRESS_RATE: '2',
  });
  const ask = (from?: string, path = '/api/auth/me'): Promise<Answer<unknown>> =>
    stage().client.call('GET', path, {
      headers: from === undefined ? {} : { 'X-Forwarded-For': from },
    });

  test('is refused beyond ten times as many at once, with when to come again', async () => {
    for (let request = 0; request < 20; ++request) {
      assert.equal((await ask('203.0.113.9')).status, 401);
    }
    const answer = await ask('203.0.113.9');
    assert.equal(answer.status, 429, answer.text);
    assert.equal(answer.headers['retry-after'], '1');
    assert.equal((answer.body as Problem).type, '/docs#problem-too-many-requests');
    assert.equal((await ask('203.0.113.10')).status, 401, 'another address is not concerned');
    assert.equal((await ask('10.1.1.1')).status, 401);
  });

  test('is that of a household in IPv6', async () => {
    for (let request = 0; request < 20; ++request) {
      assert.equal((await ask(`2001:db8:1:2::${request + 1}`)).status, 401);
    }
    assert.equal((await ask('2001:db8:1:2::ffff')).status, 429);
    assert.equal((await ask('2001:db8:1:3::1')).status, 401);
  });

  test('does not concern this machine’s own requests', async () => {
    for (let request = 0; request < 30; ++request) {
      assert.equal((await ask(undefined, '/healthz')).status, 200);
    }
  });
});

onEachDatabase('The usual rate of an address', (engine) => {
  const stage = useStage(engine, { ADMITONE_TRUSTED_PROXIES: '127.0.0.1' });

  test(`lets ${phones} phones of one door open the app at once`, async () => {
    const answers = await Promise.all(Array.from({ length: phones }, async () => {
      const statuses: number[] = [];
      for (let request = 0; request < requestsOfAPage; ++request) {
        const answer = await stage().client.call('GET', '/healthz', {
          headers: { 'X-Forwarded-For': '203.0.113.9' },
        });
        statuses.push(answer.status);
      }
      return statuses;
    }));
    assert.ok(answers.flat().every((status) => status === 200));
  });
});

test('Refuses proxies and rates that are none, in one clear line', async () => {
  for (const [flag, value] of [
    ['--trusted-proxies', 'caddy'], ['--trusted-proxies', '10.0.0.0/33'],
    ['--address-rate', '-1'], ['--address-rate', '1000001'], ['--disk-free-min', 'much'],
  ] as const) {
    const { exitCode, stderr } = await admitone(['serve', flag, value]);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, new RegExp(`^admitone: .*${flag}.*\n$`));
  }
});
