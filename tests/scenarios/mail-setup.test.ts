// Setting e-mail up: what is checked at the start, how a login travels, and what `admitone mail` says.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { admitone, mustRun, type Outcome } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { MailServer, type MailServerOptions } from '../support/mail-server.ts';
import { letterTo, newAddress, sellTo, useMail } from '../support/mail-stage.ts';
import { testSecret } from '../support/server.ts';
import { addConcert } from '../support/shows.ts';

const from = 'Box office <tickets@venue.example>';

const sendTest = (url: string, environment: Record<string, string> = {}): Promise<Outcome> =>
  admitone(['mail', 'test', 'ana@example.org'], {
    environment: { ADMITONE_SMTP_URL: url, ADMITONE_MAIL_FROM: from, ...environment },
  });

describe('A server whose e-mail is set up wrongly does not start', () => {
  const right = {
    ADMITONE_SMTP_URL: 'smtp://box:hush@mail.example.org',
    ADMITONE_MAIL_FROM: from,
    ADMITONE_PUBLIC_URL: 'https://tickets.example.org',
  };
  const wrong: [what: string, change: Record<string, string>, words: RegExp][] = [
    ['without a sender', { ADMITONE_MAIL_FROM: '' }, /ADMITONE_MAIL_FROM is needed/],
    ['without a public address', { ADMITONE_PUBLIC_URL: '' }, /ADMITONE_PUBLIC_URL is needed/],
    ['with a sender that is none', { ADMITONE_MAIL_FROM: 'Box office' }, /ADMITONE_MAIL_FROM must/],
    ['with a web address', { ADMITONE_SMTP_URL: 'http://box:hush@h' }, /ADMITONE_SMTP_URL must be like/],
    ['with a readable login', { ADMITONE_SMTP_URL: 'smtp://box:hush@h?tls=none' }, /readable/],
    ['with certificates that are not there', { ADMITONE_SMTP_CERTIFICATES: '/nowhere.pem' }, /nowhere/],
    ['with retries that never come', { ADMITONE_MAIL_RETRY_S: '0' }, /--mail-retry/],
  ];
  for (const [what, change, words] of wrong) {
    test(what, async () => {
      const environment = { ADMITONE_SECRET: testSecret, ...right, ...change };
      const { exitCode, stdout, stderr } = await admitone(
        ['serve', '--listen', '127.0.0.1:0', '--database', 'sqlite:/nowhere/at/all.db'], { environment },
      );
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr, /^[^\n]+\n$/, 'it is one line');
      assert.match(stderr, words);
      assert.equal(stdout, '');
      assert.ok(!stderr.includes('hush'), 'it tells no password');
    });
  }
});

describe('The mail server is spoken to', () => {
  let folder = '';
  let tls: { key: string; cert: string };
  let certificates = '';
  const login = { user: 'box@office', password: 'hush: hush/hush' };
  const credentials = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}`;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-mail-'));
    certificates = join(folder, 'cert.pem');
    await mustRun('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout', join(folder, 'key.pem'), '-out', certificates]);
    tls = {
      key: await readFile(join(folder, 'key.pem'), 'utf8'),
      cert: await readFile(certificates, 'utf8'),
    };
  });
  after(() => rm(folder, { recursive: true }));

  const withServer = async (
    options: MailServerOptions, use: (mail: MailServer) => Promise<void>,
  ): Promise<void> => {
    const mail = await MailServer.start(options);
    try {
      await use(mail);
    } finally {
      await mail.close();
    }
  };

  test('with a login over STARTTLS', () => withServer({ tls, login }, async (mail) => {
    const url = `smtp://${credentials}@localhost:${mail.port}?tls=required`;
    const { exitCode, stdout, stderr } = await sendTest(url, { ADMITONE_SMTP_CERTIFICATES: certificates });
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^The mail server said: 250 /);
    const [letter] = mail.to('ana@example.org');
    assert.deepEqual([letter?.secure, letter?.user], [true, login.user]);
    assert.equal(letter?.mail.subject, 'A test letter of Admit One');
  }));

  test('over TLS from the start', () => withServer({ tls: { ...tls, fromStart: true } }, async (mail) => {
    const { exitCode, stderr } = await sendTest(`smtps://localhost:${mail.port}`, {
      ADMITONE_SMTP_CERTIFICATES: certificates,
    });
    assert.equal(exitCode, 0, stderr);
    assert.equal(mail.to('ana@example.org')[0]?.secure, true);
  }));

  test('never when nobody vouches for its certificate', () => withServer({ tls }, async (mail) => {
    for (const url of [`smtp://localhost:${mail.port}`, `smtp://127.0.0.1:${mail.port}?tls=required`]) {
      const { exitCode, stderr } = await sendTest(url);
      assert.equal(exitCode, 1);
      assert.match(stderr, /certificate cannot be verified/);
    }
    assert.equal(mail.received.length, 0);
  }));

  test('never without the encryption that is asked for', () => withServer({ login }, async (mail) => {
    const { exitCode, stderr } = await sendTest(`smtp://${credentials}@127.0.0.1:${mail.port}?tls=required`);
    assert.equal(exitCode, 1);
    assert.match(stderr, /STARTTLS/);
    assert.equal(mail.received.length, 0);
  }));

  test('and says when it refuses the login, without the password', () =>
    withServer({ tls, login }, async (mail) => {
      const url = `smtp://box:wrong-hush@localhost:${mail.port}`;
      const { exitCode, stderr } = await sendTest(url, { ADMITONE_SMTP_CERTIFICATES: certificates });
      assert.equal(exitCode, 1);
      assert.match(stderr, /refused the login: 535/);
      assert.ok(!stderr.includes('hush'));
    }));

  test('not at all while it is away', async () => {
    const { exitCode, stderr } = await sendTest('smtp://127.0.0.1:1');
    assert.deepEqual([exitCode, stderr], [1, 'admitone: The mail server cannot be reached.\n']);
  });
});

onEachDatabase('The command line', (engine) => {
  const open = useMail(engine);

  test('tells what waits, and sends a ticket again', async () => {
    const { stage: { cast: { ada }, database }, mail } = open();
    const email = newAddress('by-hand');
    const ticket = await sellTo(ada, await addConcert(ada), email);
    await letterTo(mail, email);
    const setUp = { ADMITONE_SMTP_URL: 'smtp://127.0.0.1:1', ADMITONE_MAIL_FROM: from };
    const run = (args: string[], environment: Record<string, string> = setUp): Promise<Outcome> =>
      admitone(['mail', ...args, '--database', database.url], { environment });

    const unset = await run(['send', ticket.ticket_number], {});
    assert.deepEqual([unset.exitCode, unset.stdout], [2, '']);
    assert.match(unset.stderr, /E-mail is not set up/);
    assert.match((await run(['send', 'K7QM-2X9D-4HTR'])).stderr, /There is no such ticket/);
    assert.match((await run(['send', 'K7QM-2X9D-4HTX'])).stderr, /the ticket number /);
    assert.equal((await run(['send', ticket.ticket_number])).exitCode, 0);
    assert.match((await run(['status'])).stdout, /^Letters are from Box office .*\nWaiting: \d\b/);
    assert.match((await run(['status'], {})).stdout, /^E-mail is not set up/);
  });
});
