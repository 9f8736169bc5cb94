// HTTPS by the server itself, with a certificate that the operator gives.

import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { admitone, run } from '../support/commands.ts';
import { createDatabase, onEachDatabase, type TestDatabase } from '../support/databases.ts';
import { adminAccount, Server, testSecret } from '../support/server.ts';
import {
  askSecurely, makeCertificate, makeExpiredCertificate, type CertificateFiles, type SecureAnswer,
  type SecureOptions,
} from '../support/tls.ts';

const takenWithin_ms = 20_000;

onEachDatabase('A server with a certificate', (engine) => {
  let folder: string;
  let files: CertificateFiles;
  let database: TestDatabase;
  let server: Server;
  let authority: string;

  const ask = (path: string, options: SecureOptions = {}): Promise<SecureAnswer> =>
    askSecurely(server.url + path, { ca: authority, ...options });
  const send = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { username, password } = adminAccount;
  const signIn = (): Promise<SecureAnswer> => send('/api/auth/login', { username, password });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-tls-'));
    files = await makeCertificate(folder, 'first');
    authority = await readFile(files.certificate, 'utf8');
    database = await createDatabase(engine);
    server = await Server.start({
      databaseUrl: database.url,
      environment: { ADMITONE_TLS_CERT: files.certificate, ADMITONE_TLS_KEY: files.key },
    });
  });
  after(async () => {
    await server?.stop();
    await database?.remove();
    await rm(folder, { recursive: true });
  });

  test('answers over HTTPS, and browsers come back that way', async () => {
    assert.match(server.url, /^https:/);
    const answer = await ask('/healthz');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000');
    const curl = await run('curl', ['-sS', '--cacert', files.certificate, `${server.url}/healthz`]);
    assert.equal(curl.exitCode, 0, curl.stderr);
  });

  test('gives a cookie that only it can set, and takes it back', async () => {
    const answer = await signIn();
    assert.equal(answer.status, 200);
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    assert.match(cookie, /^__Host-admitone_refresh=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Strict;/);
    assert.doesNotMatch(cookie, /Domain/);
    const [pair = ''] = cookie.split(';');
    assert.equal((await send('/api/auth/refresh', {}, { cookie: pair })).status, 200);
    const unsafe = pair.replace('__Host-', '');
    assert.equal((await send('/api/auth/refresh', {}, { cookie: unsafe })).status, 401);
  });

  test('carries the live stream', async () => {
    const login = JSON.parse((await signIn()).text) as { access_token: string };
    const headers = { authorization: `Bearer ${login.access_token}` };
    const concert = await send(
      '/api/concerts/',
      { name: 'Night of the Fado', date: '2027-05-01T19:30:00Z', venue: 'Coliseu' },
      headers,
    );
    assert.equal(concert.status, 201, concert.text);
    const { id } = JSON.parse(concert.text) as { id: number };
    const stream = await ask(`/api/concerts/${id}/live`, { headers, until: '\n\n' });
    assert.equal(stream.headers['content-type'], 'text/event-stream');
  });

  test('refuses TLS 1.1 and 1.0', async () => {
    for (const version of ['1.0', '1.1']) {
      const outcome = await run('curl', [
        '-sS', '--cacert', files.certificate, '--ciphers', 'DEFAULT@SECLEVEL=0',
        `--tlsv${version}`, '--tls-max', version, `${server.url}/healthz`,
      ]);
      assert.equal(outcome.exitCode, 35, `${version}: ${outcome.stderr}`);
    }
  });

  test('shows browsers the way that came without TLS, and turns programs away', async () => {
    const plain = `http://127.0.0.1:${server.port}`;
    const page = await fetch(`${plain}/door?gate=Nord`, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
    assert.equal(page.status, 307);
    assert.equal(page.headers.get('location'), `${server.url}/door?gate=Nord`);
    const program = await fetch(`${plain}/api/auth/login`, { method: 'POST', body: '{}' });
    assert.equal(program.status, 400);
    assert.match(await program.text(), /https:\/\//);
  });

  test('takes a new certificate without a restart, and keeps it when the next one is bad', async () => {
    const renewed = await makeCertificate(folder, 'second');
    await copyFile(renewed.key, files.key);
    await copyFile(renewed.certificate, files.certificate);
    authority += await readFile(renewed.certificate, 'utf8');
    const limit = Date.now() + takenWithin_ms;
    while ((await ask('/healthz')).shownBy !== 'second') {
      assert.ok(Date.now() < limit, `still the old one:\n${server.log.join('\n')}`);
      await sleep(100);
    }
    await writeFile(files.certificate, 'nonsense');
    while (!server.log.some((line) => line.includes('kept the old TLS certificate'))) {
      assert.ok(Date.now() < limit, `nothing was said:\n${server.log.join('\n')}`);
      await sleep(100);
    }
    assert.equal((await ask('/healthz')).shownBy, 'second');
  });
});

describe('A certificate that cannot be used', () => {
  let folder: string;
  let files: CertificateFiles;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-tls-'));
    files = await makeCertificate(folder, 'good');
  });
  after(() => rm(folder, { recursive: true }));

  const serve = (...flags: string[]) =>
    admitone(
      ['serve', '--listen', '127.0.0.1:0', '--database', `sqlite:${folder}/a.db`, ...flags],
      { environment: { ADMITONE_SECRET: testSecret }, timeout_ms: 30_000 },
    );

  test('keeps the server from starting, with one line that names the file', async () => {
    const other = await makeCertificate(folder, 'other');
    const missing = join(folder, 'missing.pem');
    const letter = join(folder, 'letter.pem');
    await writeFile(letter, 'Dear reader');
    const cases: [certificate: string, key: string, words: RegExp][] = [
      [missing, files.key, /missing\.pem: No such file/],
      [files.certificate, missing, /missing\.pem: No such file/],
      [letter, files.key, /letter\.pem/],
      [files.certificate, letter, /letter\.pem/],
      [files.certificate, other.key, /other\.key is not that of the certificate .*good\.crt/],
      [folder, files.key, /admitone-tls/],
    ];
    for (const [certificate, key, words] of cases) {
      const outcome = await serve('--tls-cert', certificate, '--tls-key', key);
      assert.equal(outcome.exitCode, 2, outcome.stderr);
      assert.match(outcome.stderr, /^[^\n]+\n$/);
      assert.match(outcome.stderr, words);
    }
    const alone = await serve('--tls-cert', files.certificate);
    assert.equal(alone.exitCode, 2);
    assert.match(alone.stderr, /--tls-key/);
  });

  test('only draws a warning when it has expired', async () => {
    const old = await makeExpiredCertificate(folder, 'old');
    const server = await Server.start({
      databaseUrl: `sqlite:${folder}/b.db`,
      arguments: ['--tls-cert', old.certificate, '--tls-key', old.key],
    });
    try {
      const limit = Date.now() + takenWithin_ms;
      while (!server.log.some((line) => line.includes('has expired'))) {
        assert.ok(Date.now() < limit, server.log.join('\n'));
        await sleep(50);
      }
    } finally {
      await server.stop();
    }
  });
});
