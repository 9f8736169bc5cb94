// A concert's lists as CSV, as a spreadsheet and an independent reader take them.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { expectStatus } from '../support/client.ts';
import { admitone, mustRun } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { buyersFile, importFile } from '../support/imports.ts';
import type { Person } from '../support/people.ts';
import { addConcert, addTickets, scan, sell, soldTicket, soldTickets } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Concert } from '../support/wire.ts';

const mark = '\u{FEFF}';

/// The rows as Python's csv module reads them, by the names of the columns.
async function rowsOf(text: string): Promise<Record<string, string>[]> {
  assert.ok(text.startsWith(mark), 'there is no byte order mark');
  const program = 'import csv, io, json, sys; text = sys.stdin.buffer.read().decode("utf-8-sig"); '
    + 'print(json.dumps(list(csv.DictReader(io.StringIO(text, newline="")))))';
  const printed = await mustRun('python3', ['-c', program], { input: text });
  return JSON.parse(printed) as Record<string, string>[];
}

async function download(by: Person, concert: Concert, list: string): Promise<Record<string, string>[]> {
  const answer = await by.call('GET', `/api/concerts/${concert.id}/${list}.csv`);
  expectStatus(answer, 200);
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
  assert.equal(
    answer.headers['content-disposition'], `attachment; filename="${list}-${concert.id}.csv"`);
  return rowsOf(answer.text);
}

onEachDatabase('Exports', (engine) => {
  const stage = useStage(engine);

  test('tickets come with everything but their codes', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await addTickets(ada, concert, 1, { tier: 'Balcony' });
    await importFile(ada, concert,
      'name,email,price,reference\n"Lima, ""Ana""\u{1F3AB}",ana@example.org,49.5,A-1\n');
    const [first, second] = await download(ada, concert, 'tickets');
    assert.ok(first && second);
    assert.deepEqual([first['serial'], first['tier'], first['status'], first['price']],
      ['1', 'Balcony', 'created', '']);
    assert.equal(second['buyer_name'], 'Lima, "Ana"\u{1F3AB}');
    assert.deepEqual(
      [second['price'], second['currency'], second['reference'], second['status']],
      ['49.50', 'EUR', 'A-1', 'sold']);
    assert.match(second['ticket_number'] ?? '', /^\w{4}-\w{4}-\w{4}$/);
    assert.match(second['sold_at'] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  });

  test('no cell is a formula', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const names = ['=HYPERLINK("http://example.org","Win")', '+1+1', '-1+1', '@SUM(A1:A9)', '＝1+1'];
    const rows = names.map((name) => `"${name.replaceAll('"', '""')}",b@example.org,"${name.slice(0, 20).replaceAll('"', '""')}"`);
    await importFile(ada, concert, `name,email,tier\n${rows.join('\n')}\n`);
    const tickets = await download(ada, concert, 'tickets');
    assert.deepEqual(tickets.map(({ buyer_name }) => buyer_name), names.map((name) => `'${name}`));
    for (const { ticket_number = '' } of tickets.slice(0, 1)) {
      await scan(sam, { ticket_number, location: '=1+1', notes: '\t=2+2\n-3' });
    }
    const [scanned] = await download(ada, concert, 'scans');
    assert.equal(scanned?.['location'], "'=1+1");
    assert.match(scanned['notes'] ?? '', /^'/);
    for (const cell of [...tickets, scanned].flatMap((row) => Object.values(row))) {
      assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠]/);
    }
  });

  test('scans and refunds are told whole, the newest first', async () => {
    const { ada, sam, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const other = await soldTicket(ada, await addConcert(ada));
    const [one, two] = await soldTickets(ada, concert, 2, hanna);
    assert.ok(one && two);
    await scan(sam, { code: one.qr_code_data, location: 'Gate A', concert_id: concert.id });
    await scan(sam, { code: one.qr_code_data, location: 'Gate B', concert_id: concert.id });
    await scan(sam, { code: other.qr_code_data });
    const scans = await download(ada, concert, 'scans');
    assert.deepEqual(scans.map(({ reason, location, scanned_by }) => [reason, location, scanned_by]),
      [['already_admitted', 'Gate B', 'sam'], ['ok', 'Gate A', 'sam']]);
    assert.equal(scans[0]?.['previous_location'], 'Gate A');
    assert.equal(scans[0]['ticket_number'], one.ticket_number);

    await hanna.post('/api/refunds/request',
      { ticket_id: two.id, reason: 'Cannot come,\nsadly', amount: '20' }, 201);
    const [refund, ...more] = await download(ada, concert, 'refunds');
    assert.equal(more.length, 0);
    assert.deepEqual(
      [refund?.['amount'], refund?.['status'], refund?.['reason'], refund?.['requested_by']],
      ['20.00', 'pending', 'Cannot come,\nsadly', 'hanna']);
  });

  test('a list of many pages is whole and in order', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await addTickets(ada, concert, 4_000);
    const rows = await download(ada, concert, 'tickets');
    assert.deepEqual(rows.map(({ serial }) => Number(serial)),
      Array.from({ length: 4_000 }, (_, place) => place + 1));
    const empty = await addConcert(ada);
    for (const list of ['tickets', 'scans', 'refunds']) {
      assert.deepEqual(await download(ada, empty, list), []);
    }
  });

  test('a concert that does not exist has no list', async () => {
    const { ada } = stage().cast;
    for (const list of ['tickets', 'scans', 'refunds']) {
      await ada.get(`/api/concerts/999999/${list}.csv`, 404);
    }
  });

  test('what was exported from one concert can be imported into another', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await importFile(ada, concert, buyersFile(30));
    const { text } = await ada.call('GET', `/api/concerts/${concert.id}/tickets.csv`);
    const next = await addConcert(ada);
    assert.equal((await importFile(ada, next, text)).detail, 'Imported 30 tickets, 1 to 30.');
    const [row] = await download(ada, next, 'tickets');
    assert.deepEqual([row?.['buyer_name'], row?.['reference'], row?.['price'], row?.['tier']],
      ['Berta Buyer 1', 'R-1', '49.50', 'Balcony']);
  });

  test('the command line exports the same octets', async () => {
    const { cast: { ada }, database } = stage();
    const concert = await addConcert(ada);
    const { tickets: [ticket] } = await addTickets(ada, concert, 3);
    assert.ok(ticket);
    await sell(ada, ticket);
    const { text } = await ada.call('GET', `/api/concerts/${concert.id}/tickets.csv`);
    const command = ['export', String(concert.id), 'tickets', '--database', database.url];
    const printed = await admitone(command);
    assert.deepEqual([printed.exitCode, printed.stderr, printed.stdout], [0, '', text]);
    const folder = await mkdtemp(join(tmpdir(), 'admitone-export-'));
    const file = join(folder, 'tickets.csv');
    assert.equal((await admitone([...command, '--output', file])).exitCode, 0);
    assert.equal(await readFile(file, 'utf8'), text);
    await rm(folder, { recursive: true });
    const unknown = await admitone(['export', '999999', 'scans', '--database', database.url]);
    assert.deepEqual([unknown.exitCode, unknown.stdout], [1, '']);
    assert.match(unknown.stderr, /no such concert/);
  });
});
