// Files of buyers become sold tickets: all rows or none, once for each file.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectStatus } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import { buyersFile, dryRun, importFile, tryImport, untilEnded } from '../support/imports.ts';
import { addConcert, addTickets, all, attendanceOf, scan } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Job, Problem, Ticket } from '../support/wire.ts';

const rowsMax = 100_000;

onEachDatabase('Imports', (engine) => {
  const stage = useStage(engine);

  test('a dry run tells what a file would do, and does nothing', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const check = await dryRun(ada, concert,
      'Buyer name;E-Mail;Seat;Category;Price\nAna;ana@example.org;7;VIP;49,50\nRita;rita@example.org;8;;10\n');
    assert.deepEqual(check, {
      rows: 2, valid: 2, delimiter: ';',
      columns: ['name', 'email', 'tier', 'price'], ignored_columns: ['Seat'],
      total_price: '59.50', currency: 'EUR',
      tiers: [{ tier: null, count: 1 }, { tier: 'VIP', count: 1 }],
      problem_count: 0, problems: [], letters: 0, already_imported_by: null,
    });
    assert.equal((await attendanceOf(ada, concert)).total, 0);
  });

  test('every row becomes a ticket that its buyer holds and the door admits', async () => {
    const { ada, sam, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const file = '\u{FEFF}name\temail\tprice\treference\r\n' +
      '"Sängerin, ""Hanna"""\thanna@example.org\t49.50\tA-1\r\n' +
      'Felix 日本\tnobody@example.org\t\t\r\n';
    const job = await importFile(ada, concert, file);
    assert.deepEqual([job.status, job.done, job.detail], ['done', 2, 'Imported 2 tickets, 1 to 2.']);
    const [first, second] = await all<Ticket>(ada, `/api/tickets/concert/${concert.id}`);
    assert.ok(first && second);
    assert.equal(first.status, 'sold');
    assert.equal(first.price, '49.50');
    assert.equal(first.reference, 'A-1');
    assert.equal(first.current_holder_id, hanna.id);
    assert.equal(second.buyer_name, 'Felix 日本');
    assert.equal(second.price, null);
    assert.equal(second.current_holder_id, null);
    const [found] = await all<Ticket>(ada, `/api/tickets/concert/${concert.id}?q=a-1`);
    assert.equal(found?.id, first.id);
    const admitted = await scan(sam, { code: first.qr_code_data ?? '' });
    assert.equal(admitted.verdict, 'accepted');
    const history = await all<{ kind: string }>(ada, `/api/tickets/${first.id}/history`);
    assert.deepEqual(history.map(({ kind }) => kind), ['ticket.imported', 'scan.accepted']);
  });

  test('one bad row, and nothing is imported', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = `${buyersFile(20)}"two\nlines",nobody,,,\nBerta,b@example.org,,,R-3\n`;
    const problem = expectStatus(await tryImport<Problem>(ada, concert, file), 422);
    assert.deepEqual(problem.errors?.map(({ pointer }) => pointer),
      ['/lines/22/name', '/lines/22/email', '/lines/24/reference']);
    const check = await dryRun(ada, concert, file);
    assert.deepEqual([check.rows, check.valid, check.problem_count], [22, 21, 3]);
    assert.deepEqual(check.problems.map(({ line, column }) => `${line} ${column}`),
      ['22 name', '22 email', '24 reference']);
    assert.equal((await attendanceOf(ada, concert)).total, 0);
  });

  test('the same file again is the same import', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const answers = await Promise.all([1, 2, 3, 4].map(() => tryImport(ada, concert, buyersFile(500))));
    const ids = new Set(answers.map(({ body }) => body.id));
    assert.equal(ids.size, 1);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 202]);
    const [answer] = answers;
    assert.ok(answer);
    const job = await untilEnded(ada, answer.body);
    const again = expectStatus(await tryImport(ada, concert, buyersFile(500)), 200);
    assert.deepEqual(again, job);
    const check = await dryRun(ada, concert, buyersFile(500));
    assert.equal(check.already_imported_by?.id, job.id);
    assert.equal(check.problem_count, 0);
    assert.equal((await attendanceOf(ada, concert)).sold, 500);
  });

  test('a reference that a ticket has already is a problem', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await importFile(ada, concert, buyersFile(3));
    const other = 'name,email,reference\nRita,rita@example.org,R-2\n';
    const problem = expectStatus(await tryImport<Problem>(ada, concert, other), 422);
    assert.deepEqual(problem.errors, [
      { pointer: '/lines/2/reference', detail: 'a ticket of this concert has it already' },
    ]);
  });

  test('more rows than the capacity allows are refused', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada, { capacity: 10 });
    await addTickets(ada, concert, 4);
    const problem = expectStatus(await tryImport<Problem>(ada, concert, buyersFile(7)), 422);
    assert.equal(problem.errors?.[0]?.pointer, '/lines/8');
    assert.match(problem.errors[0].detail, /room for 6 more/);
    assert.equal((await importFile(ada, concert, buyersFile(6))).status, 'done');
  });

  test('files that cannot be read are told where and why', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const utf16 = Buffer.from(`\u{FEFF}${buyersFile(2)}`, 'utf16le');
    const cases: [string | Uint8Array, string, RegExp][] = [
      [utf16, '/lines/1', /UTF-16.*UTF-8/],
      [Buffer.from('name,email\nJos\xe9,j@example.org\n', 'latin1'), '/lines/2', /not valid UTF-8/],
      ['name,email\nAna,a@example.org\n"Rita,r@example.org\n', '/lines/3', /never closed/],
      ['name,email\nAna\0,a@example.org\n', '/lines/2', /zero octet/],
      [`name,email\n${'x'.repeat(20_000)},a@example.org\n`, '/lines/2', /16384 octets/],
      ['', '/lines/1', /empty/],
      ['PK\u0003\u0004', '/lines/1', /spreadsheet/],
    ];
    for (const [file, pointer, detail] of cases) {
      const problem = expectStatus(await tryImport<Problem>(ada, concert, file), 422);
      assert.equal(problem.errors?.at(-1)?.pointer, pointer);
      assert.match(problem.errors.at(-1)?.detail ?? '', detail);
    }
    const large = await tryImport<Problem>(ada, concert, 'x'.repeat(33 * 1024 * 1024)).catch(() => null);
    if (large !== null) assert.equal(large.status, 413);
    assert.equal((await attendanceOf(ada, concert)).total, 0);
  });

  test('only the first thousand problems are told, and all are counted', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = `name,email\n${'Ana,nobody\n'.repeat(5_000)}`;
    const check = await dryRun(ada, concert, file);
    assert.deepEqual([check.problem_count, check.problems.length], [5_000, 1_000]);
  });

  test(`${rowsMax} rows are imported with progress, and once more they are not`, async (context) => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const file = buyersFile(rowsMax);
    const started = Date.now();
    const check = await dryRun(ada, concert, file);
    const checked = Date.now();
    assert.deepEqual([check.valid, check.problem_count], [rowsMax, 0]);
    const job = expectStatus(await tryImport(ada, concert, file), 202);
    const seen: Job[] = [];
    const ended = await untilEnded(ada, job, seen);
    context.diagnostic(`dry run ${checked - started} ms, import ${Date.now() - checked} ms`);
    assert.equal(ended.status, 'done');
    const progress = seen.map(({ done }) => done);
    assert.deepEqual(progress, [...progress].sort((one, other) => one - other));
    assert.ok(progress.some((done) => done > 0 && done < rowsMax), 'no progress was seen');
    const counts = await attendanceOf(ada, concert);
    assert.deepEqual([counts.sold, counts.revenue], [rowsMax, '4950000.00']);
    expectStatus(await tryImport(ada, concert, file), 200);
    const more = expectStatus(
      await tryImport<Problem>(ada, concert, `${file}One More,more@example.org,,,\n`), 422);
    assert.match(more.errors?.at(-1)?.detail ?? '', /one row too many/);
    assert.equal((await attendanceOf(ada, concert)).total, rowsMax);
  });
});
