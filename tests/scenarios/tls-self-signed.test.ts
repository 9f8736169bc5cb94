// HTTPS for phones without a certificate: an authority of the server's own, and a page that helps to
// trust it.

import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { admitone, mustRun } from '../support/commands.ts';
import { Server, testSecret } from '../support/server.ts';
import { askSecurely } from '../support/tls.ts';

const day_ms = 86_400_000;
const greetedWithin_ms = 10_000;

describe('A server that makes its own certificate', () => {
  let folder: string;
  let server: Server;

  /// Until it has said all that it says at its start.
  const start = async (): Promise<Server> => {
    const started = await Server.start({
      databaseUrl: `sqlite:${folder}/test.db`,
      arguments: ['--tls-self-signed', '--tls-help-port', '0'],
    });
    const limit = Date.now() + greetedWithin_ms;
    while (!started.log.some((line) => line.startsWith('  https://localhost:'))) {
      assert.ok(Date.now() < limit, started.log.join('\n'));
      await sleep(20);
    }
    return started;
  };
  const file = (name: string): string => join(folder, 'test.db.tls', name);
  const help = (): string => {
    const url = server.log.map((line) => /^ {2}(http:\/\/\S+:\d+)\/$/.exec(line)?.[1]).find(Boolean);
    assert.ok(url, server.log.join('\n'));
    // It listens where the server does, which a test keeps to this machine.
    return `http://127.0.0.1:${new URL(url).port}`;
  };
  const authority = async (): Promise<string> => (await fetch(`${help()}/authority.crt`)).text();
  const certificate = async (): Promise<X509Certificate> =>
    new X509Certificate(await readFile(file('server.pem')));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-tls-'));
    server = await start();
  });
  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  test('is trusted by whoever trusts its authority, and by nobody else', async () => {
    const ca = await authority();
    for (const host of ['127.0.0.1', 'localhost']) {
      const answer = await askSecurely(`https://${host}:${server.port}/healthz`, { ca });
      assert.equal(answer.status, 200);
    }
    await assert.rejects(askSecurely(`${server.url}/healthz`), /self-signed|unable to verify/i);
  });

  test('does not bind browsers to HTTPS: the help page is on the same host', async () => {
    const answer = await askSecurely(`${server.url}/healthz`, { ca: await authority() });
    assert.equal(answer.headers['strict-transport-security'], undefined);
  });

  test('shows a page with the certificate, its fingerprint and codes to scan', async () => {
    const page = await fetch(`${help()}/`);
    const text = await page.text();
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/);
    assert.doesNotMatch(text, /\{\{/);
    const { fingerprint256 } = new X509Certificate(await authority());
    assert.ok(text.includes(fingerprint256));
    assert.ok(server.log.some((line) => line.includes(fingerprint256)), 'the terminal shows it too');
    const download = await fetch(`${help()}/authority.crt`);
    assert.equal(download.headers.get('content-type'), 'application/x-x509-ca-cert');
    assert.equal((await fetch(`${help()}/phone.css`)).status, 200);
  });

  test('draws codes that a camera reads as the addresses on the page', async () => {
    const text = await (await fetch(`${help()}/`)).text();
    for (const [name, pattern] of [['page', /class="address">(http:[^<]+)</], ['app', /class="button" href="(https:[^"]+)"/]] as const) {
      const svg = join(folder, `${name}.svg`);
      await writeFile(svg, await (await fetch(`${help()}/${name}.svg`)).text());
      await mustRun('rsvg-convert', [svg, '-o', `${svg}.png`]);
      const read = (await mustRun('zbarimg', ['--quiet', '--raw', `${svg}.png`])).trim();
      assert.equal(read.toLowerCase(), pattern.exec(text)?.[1]?.toLowerCase());
    }
  });

  test('keeps its keys to itself', async () => {
    for (const name of ['authority.pem', 'server.pem']) {
      assert.equal((await stat(file(name))).mode & 0o777, 0o600, name);
    }
    assert.doesNotMatch(await authority(), /PRIVATE/);
    assert.doesNotMatch(server.log.join('\n'), /PRIVATE/);
  });

  test('has an authority of ten years that vouches for local names alone, and a certificate that phones accept', async () => {
    const root = new X509Certificate(await authority());
    const leaf = await certificate();
    assert.ok(root.ca && leaf.verify(root.publicKey));
    assert.ok(Date.parse(root.validTo) - Date.now() > 3600 * day_ms);
    assert.ok(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom) <= 397 * day_ms);
    assert.match(leaf.subjectAltName ?? '', /DNS:localhost/);
    assert.match(leaf.subjectAltName ?? '', /IP Address:127\.0\.0\.1/);
    const shown = await mustRun('openssl', ['x509', '-noout', '-text', '-in', file('authority.pem')]);
    assert.match(shown, /Name Constraints: critical\s+Permitted:/);
  });

  test('keeps authority and certificate over a restart, and renews a certificate that is lost', async () => {
    const kept = [await authority(), (await certificate()).fingerprint256];
    await server.stop();
    server = await start();
    assert.deepEqual([await authority(), (await certificate()).fingerprint256], kept);
    await server.stop();
    await unlink(file('server.pem'));
    server = await start();
    assert.equal(await authority(), kept[0]);
    assert.notEqual((await certificate()).fingerprint256, kept[1]);
    const answer = await askSecurely(`${server.url}/healthz`, { ca: await authority() });
    assert.equal(answer.status, 200);
  });

  test('says in one line when something is in the way', async () => {
    const options = { environment: { ADMITONE_SECRET: testSecret }, timeout_ms: 30_000 };
    const database = ['--database', `sqlite:${folder}/other.db`];
    const serve = ['serve', '--listen', '127.0.0.1:0', '--tls-self-signed', ...database];
    const taken = await admitone([...serve, '--tls-help-port', String(server.port)], options);
    assert.equal(taken.exitCode, 2);
    assert.match(taken.stderr, /^admitone: --tls-help-port: [^\n]+$/m);
    await writeFile(join(folder, 'other.db.tls', 'authority.pem'), 'nonsense');
    const broken = await admitone([...serve, '--tls-help-port', '0'], options);
    assert.equal(broken.exitCode, 2);
    assert.match(broken.stderr, /authority\.pem/);
    const both = await admitone([...serve, '--tls-cert', 'a', '--tls-key', 'b'], options);
    assert.equal(both.exitCode, 2);
    assert.match(both.stderr, /--tls-self-signed/);
  });
});
