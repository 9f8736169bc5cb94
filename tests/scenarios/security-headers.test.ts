// What browsers are told about every answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { useStage } from '../support/stage.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const elsewhere = 'https://elsewhere.example';

onEachDatabase('Every answer', (engine) => {
  const stage = useStage(engine);
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(stage().client.url + path, { headers });

  const everyKind = async (): Promise<Response[]> =>
    Promise.all([
      get('/', browser),
      get('/docs', browser),
      get('/healthz'),
      get('/api/concerts/'),
      get('/nowhere'),
      fetch(`${stage().client.url}/api/auth/login`, { method: 'POST', body: '{' }),
    ]);

  test('is what it says it is, tells no other site, and is framed or embedded by none', async () => {
    for (const answer of await everyKind()) {
      const headers = Object.fromEntries(answer.headers);
      assert.equal(headers['x-content-type-options'], 'nosniff', answer.url);
      assert.equal(headers['referrer-policy'], 'no-referrer', answer.url);
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin', answer.url);
      assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'/, answer.url);
      assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/, answer.url);
    }
  });

  test('lets nothing inline run, and nothing from elsewhere', async () => {
    for (const answer of await everyKind()) {
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|wasm-unsafe-eval|https?:|\*/, answer.url);
    }
  });

  test('that is a page may use the camera, and no other sense of the device', async () => {
    for (const path of ['/', '/door', '/docs']) {
      const { headers } = await get(path, browser);
      const permissions = headers.get('permissions-policy') ?? '';
      assert.match(permissions, /(^|, )camera=\(self\)/);
      assert.match(permissions, /microphone=\(\), geolocation=\(\)/);
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    }
  });

  test('without TLS says nothing of TLS, and sets a cookie that travels with no other request', async () => {
    for (const answer of await everyKind()) {
      assert.equal(answer.headers.get('strict-transport-security'), null);
    }
    const { username, password } = stage().cast.felix.account;
    const login = await stage().client.call('POST', '/api/auth/login', { body: { username, password } });
    assert.match(
      login.headers['set-cookie']?.[0] ?? '',
      /^admitone_refresh=[^;]+; Path=\/api\/auth; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    );
  });

  test('is for no other origin’s page, unless the operator named it', async () => {
    const answer = await get('/api/concerts/', { origin: elsewhere });
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    const preflight = await fetch(`${stage().client.url}/api/scans/`, {
      method: 'OPTIONS',
      headers: { origin: elsewhere, 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.status, 405);
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  });
});

onEachDatabase('Behind a proxy that speaks HTTPS', (engine) => {
  const stage = useStage(engine, { ADMITONE_PUBLIC_URL: 'https://tickets.example.org' });

  test('the cookie is one that only this host can set', async () => {
    const { username, password } = stage().cast.felix.account;
    const login = await stage().client.call('POST', '/api/auth/login', { body: { username, password } });
    assert.match(login.headers['set-cookie']?.[0] ?? '', /^__Host-admitone_refresh=[^;]+; Path=\/; Secure; /);
  });
});
