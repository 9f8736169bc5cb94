// What people hold: the QR, the page and the picture of a ticket, read back by programs that are not ours.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import type { Answer } from '../support/client.ts';
import { expectStatus } from '../support/client.ts';
import { admitone, type Outcome } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import { blot, Desk } from '../support/paper.ts';
import type { Person } from '../support/people.ts';
import {
  addConcert, addTickets, scan, soldTicket, withCode, type OpenTicket,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Problem, Refund, Ticket, Transfer } from '../support/wire.ts';

const manyScripts = [
  'Ελένη Παπαδοπούλου', 'Александр Щедрин', 'محمد الشريف', 'נועה כהן', 'श्रीकृष्ण त्रिपाठी',
  '欧阳诗涵', '佐藤 ひかり', '김민서', 'Zoë 🎷 Müller',
];

/// pdftotext gives texts that run to the left between marks of direction, in whatever order it drew them.
const letters = (text: string): string =>
  [...text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e]/gu, '')].sort().join('');

/// Where the symbol is on the page of a ticket, in parts of the page.
const symbol = { x: 0.0773, y: 0.5554, width: 0.4351, height: 0.3087 };
const inSymbol = (x: number, y: number, width: number, height: number) => ({
  x: symbol.x + x * symbol.width,
  y: symbol.y + y * symbol.height,
  width: width * symbol.width,
  height: height * symbol.height,
});

onEachDatabase('What people hold', (engine) => {
  const stage = useStage(engine);
  let desk: Desk;
  before(async () => { desk = await Desk.open(); });
  after(() => desk.clear());

  const fetchFrom = async (by: Person, { id }: Ticket, file: string): Promise<Answer<unknown>> => {
    const answer = await by.call('GET', `/api/tickets/${id}/${file}`);
    expectStatus(answer, 200, file);
    return answer;
  };
  const fileOf = async (by: Person, ticket: Ticket, file: string): Promise<Buffer> =>
    (await fetchFrom(by, ticket, file)).octets;

  const sellTo = async (buyerName: string, changes: object = {}): Promise<OpenTicket> => {
    const { ada } = stage().cast;
    const [ticket] = (await addTickets(ada, await addConcert(ada, changes), 1)).tickets as [Ticket];
    return withCode(await ada.post<Ticket>(`/api/tickets/${ticket.id}/mark-sold`, {
      buyer_name: buyerName, buyer_email: 'buyer@example.org', holder_username: 'hanna',
    }, 200));
  };

  test('the QR as SVG and as PNG at every scale reads back to the code, and opens the door', async () => {
    const { hanna, sam } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const svg = await fetchFrom(hanna, ticket, 'qr.svg');
    assert.equal(svg.headers['content-type'], 'image/svg+xml');
    assert.equal(await desk.readCode(await desk.renderSvg(svg.octets)), ticket.qr_code_data);
    for (const scale of [2, 3, 8, 17, 40]) {
      const png = await fetchFrom(hanna, ticket, `qr.png?scale=${scale}`);
      assert.equal(png.headers['content-type'], 'image/png');
      assert.equal(png.octets.readUInt32BE(16), 45 * scale);
      const read = await desk.readCode(await desk.put('png', png.octets));
      assert.equal(read, ticket.qr_code_data, `scale ${scale}`);
      if (scale === 8) assert.equal((await scan(sam, { code: read })).reason, 'ok');
    }
  });

  test('the page on every paper reads back, has its size and carries its fonts', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const papers = { a6: /297\.\d+ x 419\.\d+ pts/, a4: /\(A4\)/, letter: /\(letter\)/ };
    for (const [page, size] of Object.entries(papers)) {
      const pdf = await fetchFrom(hanna, ticket, `ticket.pdf?page=${page}`);
      assert.equal(pdf.headers['content-type'], 'application/pdf');
      const info = await desk.infoOf(pdf.octets);
      assert.match(info, size);
      assert.match(info, /^Pages: +1$/m);
      assert.match(info, /^Title: +Nachtmusik im Hof, ticket 000001$/m);
      assert.match(info, /^Creator: +Admit One$/m);
      const fonts = await desk.fontsOf(pdf.octets);
      assert.ok(fonts.length > 0);
      assert.ok(fonts.every(({ isEmbedded, isSubset }) => isEmbedded && isSubset), page);
      assert.equal(await desk.readCode(await desk.renderPdf(pdf.octets)), ticket.qr_code_data);
    }
    const standard = await fileOf(hanna, ticket, 'ticket.pdf');
    assert.deepEqual(standard, await fileOf(hanna, ticket, 'ticket.pdf?page=a6'));
  });

  test('the page says everything that people look for, in the time of the place', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    // The name of the concert takes two lines.
    const text = (await desk.textOf(await fileOf(hanna, ticket, 'ticket.pdf'))).replace(/\s+/g, ' ');
    for (const printed of [
      'Admit One', 'Nachtmusik im Hof', 'Hof der Alten Münze', 'Friday 18 June 2027', '20:00 CEST',
      'Standard', 'Berta Buyer', '000001', ticket.ticket_number,
    ]) {
      assert.ok(text.includes(printed), `${printed} is missing in:\n${text}`);
    }
  });

  test('names come out in every script', async () => {
    const { ada } = stage().cast;
    for (const name of manyScripts) {
      const pdf = await fileOf(ada, await sellTo(name, { venue: name }), 'ticket.pdf');
      const printed = letters(await desk.textOf(pdf));
      for (const letter of letters(name)) {
        assert.ok(printed.includes(letter), `${letter} of ${name} is missing`);
      }
      const fonts = await desk.fontsOf(pdf);
      assert.ok(fonts.every(({ isEmbedded, isSubset }) => isEmbedded && isSubset), name);
    }
  });

  test('names of 200 characters leave the code and the number readable', async () => {
    const { hanna } = stage().cast;
    for (const letter of ['W', '龍', '🎷', 'ab ']) {
      const name = letter.repeat(200).slice(0, letter === '🎷' ? 400 : 200).trim();
      const ticket = await sellTo(name, { name, venue: name });
      const pdf = await fileOf(hanna, ticket, 'ticket.pdf');
      assert.equal(await desk.readCode(await desk.renderPdf(pdf)), ticket.qr_code_data);
      assert.ok((await desk.textOf(pdf)).includes(ticket.ticket_number));
      assert.match(await desk.infoOf(pdf), /^Pages: +1$/m);
    }
  });

  test('the picture for the wallet reads back at every width', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    for (const [query, width] of [['', 840], ['?width=200', 200], ['?width=2000', 2000]] as const) {
      const png = await fetchFrom(hanna, ticket, `ticket.png${query}`);
      assert.equal(png.headers['content-type'], 'image/png');
      assert.equal(png.octets.readUInt32BE(16), width);
      assert.equal(await desk.readCode(await desk.put('png', png.octets)), ticket.qr_code_data);
    }
  });

  test('a print of 200 pixels still reads', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const picture = await desk.renderSvg(await fileOf(hanna, ticket, 'qr.svg'), 200);
    assert.equal(await desk.readCode(picture), ticket.qr_code_data);
  });

  test('a damaged print still reads', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const pdf = await fileOf(hanna, ticket, 'ticket.pdf');
    const black = 0;
    const white = 255;
    const damages: [string, [number, number, number, number], number][] = [
      ['a white fold across', [0.25, 0.516, 0.75, 0.022], white],
      ['a scratch downwards', [0.462, 0, 0.022, 1], white],
      ['a tenth of it under ink', [0.3, 0.35, 0.32, 0.3], black],
      ['a tenth of it rubbed off', [0.28, 0.5, 0.4, 0.25], white],
    ];
    for (const [what, place, shade] of damages) {
      const page = await desk.grayPage(pdf, 200);
      blot(page, inSymbol(...place), shade);
      assert.equal(await desk.readCode(await desk.putGray(page)), ticket.qr_code_data, what);
    }
  });

  test('the answers name their files and are kept by nobody on their way', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const names = {
      'qr.svg': 'qr-000001.svg', 'qr.png': 'qr-000001.png',
      'ticket.pdf': 'ticket-000001.pdf', 'ticket.png': 'ticket-000001.png',
    };
    for (const [file, name] of Object.entries(names)) {
      const { headers } = await fetchFrom(hanna, ticket, file);
      assert.equal(headers['content-disposition'], `inline; filename="${name}"`);
      assert.equal(headers['cache-control'], 'private, no-store');
    }
  });

  test('Refuses a page, a scale and a width that do not exist, and names the field', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const wrong = {
      'ticket.pdf?page=a5': '/query/page', 'qr.png?scale=0': '/query/scale',
      'qr.png?scale=41': '/query/scale', 'qr.png?scale=big': '/query/scale',
      'ticket.png?width=199': '/query/width', 'ticket.png?width=2001': '/query/width',
      'ticket.pdf?scale=2': '/query/scale',
    };
    for (const [file, pointer] of Object.entries(wrong)) {
      const problem = await hanna.get<Problem>(`/api/tickets/${ticket.id}/${file}`, 422);
      assert.deepEqual(problem.errors?.map((error) => error.pointer), [pointer], file);
    }
  });

  test('after a transfer the code is the new holder\'s, and the buyer stays printed', async () => {
    const { hanna, felix } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const transfer = await hanna.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: 'felix' }, 201,
    );
    await felix.post(`/api/transfers/${transfer.id}/accept`, {}, 200);
    await hanna.get(`/api/tickets/${ticket.id}/ticket.pdf`, 404);
    const pdf = await fileOf(felix, ticket, 'ticket.pdf');
    const code = await desk.readCode(await desk.renderPdf(pdf));
    assert.notEqual(code, ticket.qr_code_data);
    const own = await felix.get<Ticket>(`/api/tickets/${ticket.id}`);
    assert.equal(code, own.qr_code_data);
    assert.match(await desk.textOf(pdf), /Bought by\s+Berta Buyer/);
  });

  test('an unsold ticket is for the admin alone, and says that it opens nothing yet', async () => {
    const { ada, sam } = stage().cast;
    const [ticket] = (await addTickets(ada, await addConcert(ada), 1)).tickets as [Ticket];
    await sam.get(`/api/tickets/${ticket.id}/ticket.pdf`, 404);
    assert.match(await desk.textOf(await fileOf(ada, ticket, 'ticket.pdf')), /Not valid until sold/);
  });

  test('Refuses a refunded ticket: its code is dead', async () => {
    const { ada, hanna } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada), hanna);
    const refund = await hanna.post<Refund>(
      '/api/refunds/request', { ticket_id: ticket.id, reason: 'Cannot come' }, 201,
    );
    await ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);
    for (const file of ['qr.svg', 'qr.png', 'ticket.pdf', 'ticket.png']) {
      for (const person of [ada, hanna]) {
        const problem = await person.get<Problem>(`/api/tickets/${ticket.id}/${file}`, 409);
        assert.match(problem.detail, /refunded/);
      }
    }
  });

  const command = (args: string[]): Promise<Outcome> =>
    admitone(['ticket', ...args, '--database', stage().database.url]);

  test('the command line writes the same QR and page beside a serving server', async () => {
    const { hanna } = stage().cast;
    const ticket = await sellTo('Berta Buyer');
    const written: [string[], string][] = [
      [['qr'], 'qr.svg'], [['qr', '--scale', '5'], 'qr.png?scale=5'], [['pdf'], 'ticket.pdf'],
      [['pdf', '--page', 'a4'], 'ticket.pdf?page=a4'],
    ];
    for (const [args, file] of written) {
      const output = desk.path(/\.(\w+)/.exec(file)?.[1] ?? '');
      const outcome = await command([...args, ticket.ticket_number, '--output', output]);
      assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
      assert.deepEqual(await readFile(output), await fileOf(hanna, ticket, file), file);
    }
    const { stdout } = await command(['qr', ticket.ticket_number, '--output', '-']);
    assert.equal(stdout, (await fetchFrom(hanna, ticket, 'qr.svg')).text);
  });

  test('the command line says what is wrong in one line', async () => {
    const { ada } = stage().cast;
    const { ticket_number: number } = await soldTicket(ada, await addConcert(ada));
    const wrong: [string[], number, RegExp][] = [
      [['qr', number, '--output', 'code.gif'], 2, /\.svg or \.png/],
      [['qr', number, '--output', 'code.svg', '--scale', '3'], 2, /--scale/],
      [['qr', number, '--output', 'code.png', '--scale', '41'], 2, /--scale/],
      [['qr', 'no-number', '--output', '-'], 2, /number/],
      [['qr', number], 2, /--output/],
      [['pdf', number, '--output', '-', '--page', 'a5'], 2, /a6, a4 or letter/],
      [['pdf', number, '--output', '/no/such/folder/ticket.pdf'], 2, /could not be written/],
    ];
    for (const [args, exitCode, message] of wrong) {
      const outcome = await command(args);
      assert.equal(outcome.exitCode, exitCode, args.join(' '));
      assert.match(outcome.stderr, /^[^\n]+\n$/);
      assert.match(outcome.stderr, message);
    }
  });
});
