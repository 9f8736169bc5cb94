// Tickets to be sold on paper: sheets drawn by a job, read back stub by stub, and worth nothing until sold.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { admitone, mustRun, type Outcome } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { Desk } from '../support/paper.ts';
import { drawnSheet, endOf, printSheet } from '../support/sheets.ts';
import { addConcert, addTickets, scan, sell, sleep } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { PrintSheet, Problem, Ticket } from '../support/wire.ts';

onEachDatabase('Print sheets', (engine) => {
  const stage = useStage(engine);
  let desk: Desk;
  before(async () => { desk = await Desk.open(); });
  after(() => desk.clear());

  const fileOf = async ({ id }: PrintSheet): Promise<Buffer> => {
    const answer = await stage().cast.ada.call('GET', `/api/print-sheets/${id}/sheet.pdf`);
    assert.equal(answer.status, 200);
    return answer.octets;
  };

  for (const [page, size] of [['a4', /\(A4\)/], ['letter', /\(letter\)/]] as const) {
    for (const [grid, perPage] of [['two_by_four', 8], ['two_by_five', 10]] as const) {
      test(`of ${page}, ${grid}, hold every ticket's code and number`, async () => {
        const { ada } = stage().cast;
        const concert = await addConcert(ada);
        const { tickets } = await addTickets(ada, concert, 23);
        const sheet = await drawnSheet(ada, concert, 2, 22, { page, grid });
        assert.equal(sheet.detail, '21 tickets');
        assert.equal(sheet.done, 21);
        const pdf = await fileOf(sheet);
        assert.equal(pdf.length, sheet.file_bytes);
        const info = await desk.infoOf(pdf);
        assert.match(info, size);
        assert.match(info, new RegExp(`^Pages: +${Math.ceil(21 / perPage)}$`, 'm'));
        const printed = tickets.slice(1, 22);
        const text = await desk.textOf(pdf);
        for (const { ticket_number: number } of printed) assert.ok(text.includes(number), number);
        const codes = await desk.readStubs(pdf, perPage / 2, 21);
        assert.deepEqual(codes, printed.map((ticket) => ticket.qr_code_data));
        const fonts = await desk.fontsOf(pdf);
        assert.ok(fonts.every(({ isEmbedded, isSubset }) => isEmbedded && isSubset));
      });
    }
  }

  test('of tickets that nobody has bought open no door, and are sold by scanning them', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const { tickets } = await addTickets(ada, concert, 1);
    const [code = ''] = await desk.readStubs(await fileOf(await drawnSheet(ada, concert, 1, 1)), 5, 1);
    assert.equal((await scan(sam, { code })).reason, 'not_sold');
    await sell(ada, tickets[0] as Ticket);
    assert.equal((await scan(sam, { code })).reason, 'ok');
  });

  test('leave out what was refunded, and say so', async () => {
    const { ada, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const { tickets } = await addTickets(ada, concert, 3);
    const sold = await sell(ada, tickets[1] as Ticket, hanna);
    const refund = await hanna.post<{ id: number }>(
      '/api/refunds/request', { ticket_id: sold.id, reason: 'Cannot come' }, 201,
    );
    await ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);
    const sheet = await drawnSheet(ada, concert, 1, 3);
    assert.equal(sheet.detail, '2 tickets, 1 left out because they were refunded');
    const failed = await endOf(ada, await printSheet(ada, concert, 2, 2));
    assert.equal(failed.status, 'failed');
    assert.match(failed.detail ?? '', /None of these tickets/);
  });

  test('refuse what no sheet can be made of', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const path = `/api/concerts/${concert.id}/print-sheets`;
    const refused = async (body: object): Promise<Problem> => {
      const answer = await ada.call('POST', path, { body });
      assert.ok(answer.status === 422 || answer.status === 409, JSON.stringify(answer.body));
      return answer.body as Problem;
    };
    assert.match((await refused({ first_serial: 1, last_serial: 2 })).detail, /no tickets yet/);
    await addTickets(ada, concert, 10);
    const pointers = async (body: object): Promise<string[]> =>
      ((await refused(body)).errors ?? []).map(({ pointer }) => pointer);
    assert.deepEqual(await pointers({ first_serial: 0, last_serial: 11 }), ['/first_serial']);
    assert.deepEqual(await pointers({ first_serial: 3, last_serial: 2 }), ['/last_serial']);
    assert.deepEqual(await pointers({ first_serial: 1, last_serial: 11 }), ['/last_serial']);
    assert.deepEqual(await pointers({ first_serial: 1, last_serial: 2, page: 'a5' }), ['/page']);
    assert.deepEqual(await pointers({ first_serial: 1, last_serial: 2, grid: '9' }), ['/grid']);
    assert.equal((await ada.call('GET', '/api/print-sheets/99999')).status, 404);
    const body = { first_serial: 1, last_serial: 2 };
    assert.equal((await ada.call('POST', '/api/concerts/99999/print-sheets', { body })).status, 404);
  });

  test('leave no file behind when they are removed, drawn or being drawn', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await addTickets(ada, concert, 2000);
    const folder = join(stage().database.folder, 'files');
    const files = async (): Promise<string[]> => (await readdir(folder)).sort();
    const remove = async ({ id }: PrintSheet): Promise<void> => {
      assert.equal((await ada.call('DELETE', `/api/print-sheets/${id}`)).status, 204);
      assert.equal((await ada.call('GET', `/api/print-sheets/${id}`)).status, 404);
    };
    const drawn = await drawnSheet(ada, concert, 1, 10);
    const before = await files();
    const long = await printSheet(ada, concert, 1, 2000);
    while ((await files()).length === before.length) await sleep(5);
    await remove(long);
    // The runner hears of it with its next progress, and goes on with the next sheet.
    await remove(await drawnSheet(ada, concert, 11, 20));
    assert.deepEqual(await files(), before);
    await remove(drawn);
    assert.equal((await files()).length, before.length - 1);
  });

  test('tell how far they are', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await addTickets(ada, concert, 2000);
    const sheet = await printSheet(ada, concert, 1, 2000);
    const seen = new Set<number>();
    for (let now = sheet; now.finished_at === null;) {
      now = await ada.get<PrintSheet>(`/api/print-sheets/${sheet.id}`);
      if (now.status === 'running' && now.done > 0) seen.add(now.done);
      await sleep(20);
    }
    assert.ok(seen.size > 0, 'no progress was seen');
    assert.match(await mustRun('pdfinfo', [await desk.put('pdf', await fileOf(sheet))]), /^Pages: +200$/m);
  });

  test('are drawn from the command line too, and appear only whole', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    const { tickets } = await addTickets(ada, concert, 8);
    const output = desk.path('pdf');
    const draw = (first: number, last: number, ...more: string[]): Promise<Outcome> => admitone([
      'print-sheet', String(concert.id), String(first), String(last), '--database', stage().database.url,
      '--output', output, ...more,
    ]);
    assert.equal((await draw(1, 9)).exitCode, 1);
    assert.equal((await draw(1, 8, '--page', 'a5')).exitCode, 2);
    await assert.rejects(readFile(output));
    const drawn = await draw(1, 8, '--grid', 'two_by_four');
    assert.deepEqual(drawn, { exitCode: 0, stdout: '8 tickets\n', stderr: '' });
    const codes = await desk.readStubs(await readFile(output), 4, 8);
    assert.deepEqual(codes, tickets.map((ticket) => ticket.qr_code_data));
  });

  test('are drawn again from the start when the server dies over them', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await addTickets(ada, concert, 2000);
    const sheet = await printSheet(ada, concert, 1, 2000);
    while ((await ada.get<PrintSheet>(`/api/print-sheets/${sheet.id}`)).status === 'queued') await sleep(5);
    await stage().server.kill();
    const { client } = await stage().addNode();
    const again = ada.on(client);
    const drawn = await endOf(again, sheet);
    assert.equal(drawn.status, 'done');
    assert.equal(drawn.detail, '2000 tickets');
  });
});
