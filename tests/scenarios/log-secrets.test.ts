// Whoever reads the log learns nothing that opens a door or an account.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { onEachDatabase } from '../support/databases.ts';
import { testSecret } from '../support/server.ts';
import { addConcert, soldTicket } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

/// Lines below a warning are written out within a second or two.
const logDelay_ms = 2_500;

onEachDatabase('The log', (engine) => {
  const stage = useStage(engine);

  test('tells no code, no ticket number, no password and no token', async () => {
    const { ada, sam, hanna } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada), hanna);
    const scan = { scan_type: 'attendance', location: 'Gate A' };
    await sam.call('POST', '/api/scans/', { body: { ...scan, code: ticket.qr_code_data } });
    await sam.call('POST', '/api/scans/', { body: { ...scan, ticket_number: ticket.ticket_number } });
    await sam.call('GET', `/api/tickets/number/${ticket.ticket_number}`);
    await sam.call('GET', `/api/tickets/number/${ticket.ticket_number}/nowhere`);
    await stage().client.call('POST', '/api/auth/login', {
      body: { username: hanna.username, password: 'nearly hanna’s password' },
    });
    await sleep(logDelay_ms);
    const log = stage().server.log.join('\n');
    assert.match(log, /api\/scans/, 'it tells that something happened');
    const secrets = {
      code: ticket.qr_code_data,
      number: ticket.ticket_number,
      password: hanna.account.password,
      wrongPassword: 'nearly hanna',
      accessToken: hanna.token,
      refreshToken: hanna.cookie.split('=')[1] ?? '',
      secret: testSecret,
    };
    for (const [what, secret] of Object.entries(secrets)) {
      assert.ok(secret.length > 8, what);
      assert.ok(!log.includes(secret), `it tells the ${what}`);
    }
  });
});
