// How the binary serves the web app and the reference: to whom, how long, under which policy.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { useStage } from '../support/stage.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

onEachDatabase('The pages', (engine) => {
  const stage = useStage(engine);
  const get = (path: string, headers: Record<string, string> = browser): Promise<Response> =>
    fetch(stage().client.url + path, { headers });
  const page = async (): Promise<string> => (await get('/')).text();

  const script = async (): Promise<string> => {
    const [, path] = /src="(\/assets\/[^"]+\.js)"/.exec(await page()) ?? [];
    assert.ok(path, 'the page names its script');
    return path;
  };

  test('are one page at every path that a browser may ask for, never kept', async () => {
    for (const path of ['/', '/door', '/concerts/7/tickets', '/no/such/place']) {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      assert.match(await answer.text(), /<div id="root">/);
    }
  });

  test('are not for programs: those get a problem at a path that nothing has', async () => {
    for (const [path, accept] of [['/nowhere', '*/*'], ['/api/nowhere', browser.accept]] as const) {
      const answer = await get(path, { accept });
      assert.equal(answer.status, 404);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    }
    const posted = await fetch(`${stage().client.url}/nowhere`, { method: 'POST', headers: browser });
    assert.equal(posted.status, 404);
  });

  test('have scripts that are kept for ever, compressed as the browser likes', async () => {
    const path = await script();
    const sent: Record<string, string | null> = {};
    for (const coding of ['br', 'gzip', 'identity']) {
      const answer = await get(path, { 'accept-encoding': coding });
      assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
      sent[coding] = answer.headers.get('content-encoding');
    }
    assert.deepEqual(sent, { br: 'br', gzip: 'gzip', identity: null });
  });

  test('run only what the server brings, and WebAssembly in the decoder alone', async () => {
    const policyOf = async (path: string): Promise<string> =>
      (await get(path)).headers.get('content-security-policy') ?? '';
    for (const path of ['/', '/docs', await script()]) {
      assert.match(await policyOf(path), /^default-src 'none'; script-src 'self';/);
    }
    const entry = await (await get(await script())).text();
    const names = new Set(entry.match(/assets\/[\w.-]+\.js/g) ?? []);
    const parts = await Promise.all(
      [...names].map(async (name) => (await get(`/${name}`)).text()),
    );
    const decoder = /decoder-[\w-]+\.js/.exec([entry, ...parts].join('\n'))?.[0];
    assert.ok(decoder, 'a part of the app names the decoder');
    assert.match(await policyOf(`/assets/${decoder}`), /script-src 'self' 'wasm-unsafe-eval'/);
  });

  test('have no parts outside of the binary', async () => {
    for (const path of ['/assets/nothing.js', '/assets/..%2F..%2Fetc%2Fpasswd', '/assets/index.html']) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});
