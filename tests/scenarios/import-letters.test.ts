// Imports whose buyers get their tickets by e-mail: only where that is asked for, and only with the tickets.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { expectStatus } from '../support/client.ts';
import { admitone, type Outcome } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { dryRun, importFile, tryImport } from '../support/imports.ts';
import {
  letterOf, lettersTo, letterTo, mailEnvironment, newAddress, soon, useMail,
} from '../support/mail-stage.ts';
import { Desk } from '../support/paper.ts';
import { testSecret } from '../support/server.ts';
import { addConcert, all, attendanceOf } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Concert, MailStatus, Problem, Ticket } from '../support/wire.ts';

const withLetters = '?send_letters=true';

const fileOf = (...addresses: string[]): string =>
  `name,email\n${addresses.map((address) => `Rita Sousa,${address}\n`).join('')}`;

/// Waits until whatever is to be sent has been sent.
const allSent = (status: () => Promise<MailStatus>): Promise<void> =>
  soon('letters still wait', async () => (await status()).waiting === 0);

onEachDatabase('Imports with letters', (engine) => {
  const at = useMail(engine);
  const ada = () => at().stage.cast.ada;
  const status = () => ada().get<MailStatus>('/api/mail/status');
  const ticketsOf = (concert: Concert) => all<Ticket>(ada(), `/api/tickets/concert/${concert.id}`);

  test('each buyer gets each of their tickets', async () => {
    const concert = await addConcert(ada());
    const [one, two] = [newAddress('one'), newAddress('two')];
    const job = await importFile(ada(), concert, fileOf(one, two, one), withLetters);
    assert.equal(job.detail, 'Imported 3 tickets, 1 to 3; each buyer gets a letter.');
    const tickets = await ticketsOf(concert);
    const desk = await Desk.open();
    try {
      const codes: string[] = [];
      for (const { mail } of [...(await lettersTo(at().mail, one, 2)), await letterTo(at().mail, two)]) {
        const [pdf] = mail.attachments;
        assert.ok(pdf);
        codes.push(await desk.readCode(await desk.renderPdf(pdf.content)));
      }
      assert.deepEqual(codes.sort(), tickets.map(({ qr_code_data: code }) => code).sort());
    } finally {
      await desk.clear();
    }
    assert.equal((await letterOf(ada(), tickets[0] as Ticket))?.kind, 'ticket_sold');
  });

  test('nobody gets a letter unless it is asked for', async () => {
    const concert = await addConcert(ada());
    const [quiet, told] = [newAddress('quiet'), newAddress('told')];
    await importFile(ada(), concert, fileOf(quiet));
    await importFile(ada(), concert, fileOf(newAddress('quiet')), '?send_letters=false');
    await importFile(ada(), concert, fileOf(told), withLetters);
    await letterTo(at().mail, told);
    await allSent(status);
    assert.equal(at().mail.to(quiet).length, 0);
    const [ticket] = await ticketsOf(concert);
    assert.equal(await letterOf(ada(), ticket as Ticket), undefined);
  });

  test('a dry run tells how many letters would go, and sends none', async () => {
    const concert = await addConcert(ada());
    const address = newAddress('dry');
    const file = fileOf(address, address);
    assert.equal((await dryRun(ada(), concert, file, '&send_letters=true')).letters, 2);
    assert.equal((await dryRun(ada(), concert, file)).letters, 0);
    await importFile(ada(), concert, file, withLetters);
    assert.equal((await dryRun(ada(), concert, file, '&send_letters=true')).letters, 0);
    await lettersTo(at().mail, address, 2);
  });

  test('the same file again sends nothing again, and the first choice stands', async () => {
    const concert = await addConcert(ada());
    const [told, quiet] = [newAddress('once'), newAddress('never')];
    await importFile(ada(), concert, fileOf(told), withLetters);
    expectStatus(await tryImport(ada(), concert, fileOf(told), withLetters), 200);
    await importFile(ada(), concert, fileOf(quiet));
    expectStatus(await tryImport(ada(), concert, fileOf(quiet), withLetters), 200);
    await letterTo(at().mail, told);
    await allSent(status);
    assert.deepEqual([at().mail.to(told).length, at().mail.to(quiet).length], [1, 0]);
  });

  test('a file with a problem sends nothing', async () => {
    const concert = await addConcert(ada(), { capacity: 1 });
    const address = newAddress('hopeful');
    expectStatus(await tryImport<Problem>(ada(), concert, fileOf(address, address), withLetters), 422);
    assert.equal((await attendanceOf(ada(), concert)).total, 0);
    await allSent(status);
    assert.equal(at().mail.to(address).length, 0);
  });

  test('the command line leaves letters for the server to send', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admitone-import-'));
    try {
      const concert = await addConcert(ada());
      const path = join(folder, 'buyers.csv');
      const address = newAddress('command');
      await writeFile(path, fileOf(address, address));
      const command = (...options: string[]): Promise<Outcome> =>
        admitone(
          ['import', String(concert.id), path, '--send-letters', ...options, '--database', at().stage.database.url],
          { environment: { ADMITONE_SECRET: testSecret, ...mailEnvironment(at().mail) } },
        );
      assert.match((await command('--dry-run')).stdout, /^ {2}letters: 2$/m);
      assert.equal(at().mail.to(address).length, 0);
      const { exitCode, stdout, stderr } = await command();
      assert.deepEqual([exitCode, stderr], [0, '']);
      assert.equal(stdout, 'Imported 2 tickets, 1 to 2; each buyer gets a letter.\n');
      await lettersTo(at().mail, address, 2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

onEachDatabase('Imports without a mail server', (engine) => {
  const stage = useStage(engine);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admitone-import-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('Refuse to send letters, say what to set up, and import nothing', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = fileOf(newAddress('nobody'));
    for (const query of [withLetters, `${withLetters}&dry_run=true`]) {
      const problem = expectStatus(await tryImport<Problem>(ada, concert, file, query), 409);
      assert.match(problem.detail, /ADMITONE_SMTP_URL/);
    }
    const path = join(folder, 'buyers.csv');
    await writeFile(path, file);
    const { exitCode, stderr } = await admitone(
      ['import', String(concert.id), path, '--send-letters', '--database', stage().database.url],
      { environment: { ADMITONE_SECRET: testSecret } },
    );
    assert.equal(exitCode, 2);
    assert.match(stderr, /^admitone: E-mail is not set up: .*ADMITONE_SMTP_URL.*\n$/);
    assert.equal((await attendanceOf(ada, concert)).total, 0);
    assert.equal((await importFile(ada, concert, file)).status, 'done');
  });
});
