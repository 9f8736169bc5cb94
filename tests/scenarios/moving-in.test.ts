// Moving in from another ticketing database: people sign in as before, and what they have in their hands
// opens the door.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Client } from '../support/client.ts';
import { admitone, binary, run, type Outcome } from '../support/commands.ts';
import {
  createDatabase, skipWithoutPostgres, type Engine, type TestDatabase,
} from '../support/databases.ts';
import { otherAccounts, otherHouse, type Case } from '../support/other-house.ts';
import { logIn, type Person } from '../support/people.ts';
import { Server, testSecret } from '../support/server.ts';
import { addConcert, all, attendanceOf, historyOf, scan, soldTicket } from '../support/shows.ts';
import type { Concert, Fact, List, Refund, Ticket, Transfer } from '../support/wire.ts';

const environment = { ADMITONE_SECRET: testSecret };

const moveIn = (from: TestDatabase, to: TestDatabase, ...options: string[]): Promise<Outcome> =>
  admitone(['import', '--from', from.url, '--database', to.url, ...options], { environment });

for (const [engine, how] of [
  ['sqlite', 'upper'], ['sqlite', 'lower'], ['postgres', 'upper'], ['postgres', 'lower'],
] as const satisfies [Engine, Case][]) {
  describe(`Moving in, ${how} case, to ${engine}`, { skip: skipWithoutPostgres }, () => {
    let source: TestDatabase;
    let target: TestDatabase;
    let server: Server;
    let client: Client;
    let outcome: Outcome;
    let [olga, sven, hugo]: Person[] = [];
    before(async () => {
      source = await otherHouse(how);
      target = await createDatabase(engine);
      outcome = await moveIn(source, target);
      assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
      server = await Server.start({ databaseUrl: target.url });
      client = new Client(server.url);
      olga = await logIn(client, otherAccounts.olga);
      sven = await logIn(client, otherAccounts.sven);
      hugo = await logIn(client, otherAccounts.hugo);
    });
    after(async () => {
      client?.close();
      await server?.stop();
      await source?.remove();
      await target?.remove();
    });
    const people = (): { olga: Person; sven: Person; hugo: Person } => {
      assert.ok(olga && sven && hugo);
      return { olga, sven, hugo };
    };
    const concert = { id: 7 } as Concert;

    test('says what moved in', () => {
      assert.equal(outcome.stdout,
        'Moved in 4 users, 2 concerts, 6 tickets, 3 scans, 2 refunds and 1 transfers.\n');
    });

    test('counts and the journal tell what was there', async () => {
      const { olga } = people();
      const counts = await attendanceOf(olga, concert);
      assert.deepEqual(
        [counts.total, counts.created, counts.sold, counts.attended, counts.refunded, counts.revenue],
        [6, 1, 4, 1, 1, '85.00']);
      assert.deepEqual(counts.by_location.map(({ location, accepted, refused }) =>
        [location, accepted, refused]), [['Gate B', 1, 0], ['Gate C', 0, 1], ['Outer', 1, 0]]);
      const facts = await all<Fact>(olga, '/api/journal/?concert_id=7');
      assert.deepEqual(facts.map(({ kind }) => kind),
        ['ticket.imported', 'scan.refused', 'scan.accepted', 'scan.accepted']);
      assert.match(facts[0]?.detail ?? '', /Imported 6 tickets of Sommerfest/);
      const history = await historyOf(olga, 102);
      assert.deepEqual(history.map(({ id, verdict, reason }) => [id, verdict, reason]), [
        [facts[3]?.number, 'accepted', 'ok'], [facts[2]?.number, 'accepted', 'ok'],
        [facts[1]?.number, 'refused', 'already_admitted'],
      ]);
      const [first] = await all<Concert>(olga, '/api/concerts/');
      assert.deepEqual([first?.id, first?.date, first?.currency],
        [7, '2027-07-01T18:00:00Z', 'EUR']);
    });

    test('a printed number opens the door once', async () => {
      const { sven } = people();
      const verdict = await scan(sven, { code: 'TKT-0001', concert_id: 7 });
      assert.deepEqual([verdict.reason, verdict.ticket?.buyer_name], ['ok', 'Hugo']);
      assert.equal((await scan(sven, { code: ' TKT-0001\n' })).reason, 'already_admitted');
      assert.equal((await scan(sven, { ticket_number: 'TKT-0001' })).reason, 'already_admitted');
      assert.equal((await scan(sven, { code: 'TKT-0003' })).reason, 'refunded');
      assert.equal((await scan(sven, { code: 'TKT-0004' })).reason, 'not_sold');
      assert.equal((await scan(sven, { code: 'TKT-0099' })).reason, 'unknown_ticket');
      const used = await scan(sven, { code: 'TKT-0002' });
      assert.deepEqual([used.reason, used.previous?.location, used.previous?.scanned_by],
        ['already_admitted', 'Gate B', 'sven']);
    });

    test('a holder has a code too, and tickets are found by their numbers', async () => {
      const { sven, hugo, olga } = people();
      const tickets = await all<Ticket>(hugo, '/api/tickets/mine');
      assert.deepEqual(tickets.map(({ id }) => id), [101, 103, 105, 106]);
      const mine = await hugo.get<Ticket>('/api/tickets/number/TKT-0001');
      assert.equal((await scan(sven, { code: mine.qr_code_data ?? '' })).reason, 'already_admitted');
      const found = await all<Ticket>(olga, '/api/tickets/concert/7?q=tkt-0004');
      assert.deepEqual(found.map(({ id }) => id), [104]);
    });

    test('what was pending goes on; the print of a ticket that changed hands is dead', async () => {
      const { sven, olga } = people();
      const { items: [transfer] } = await sven.get<List<Transfer>>('/api/transfers/pending');
      await sven.post(`/api/transfers/${transfer?.id}/accept`, {}, 200);
      assert.equal((await scan(sven, { code: 'TKT-0006' })).reason, 'superseded');
      const [refund] = await all<Refund>(olga, '/api/refunds/?status=pending');
      assert.deepEqual([refund?.id, refund?.amount], [4, '20.00']);
      await olga.post(`/api/refunds/${refund?.id}/approve`, {}, 200);
      assert.equal((await scan(sven, { code: 'TKT-0005' })).reason, 'refunded');
    });

    test('the house goes on from there', async () => {
      const { olga, sven } = people();
      const next = await addConcert(olga);
      assert.equal(next.id, 10);
      const ticket = await soldTicket(olga, next);
      assert.equal((await scan(sven, { code: ticket.qr_code_data })).reason, 'ok');
      const gone = { username: 'gone', password: 'old pass' };
      assert.equal((await client.call('POST', '/api/auth/login', { body: gone })).status, 401);
    });

    test('Refuses a second time', async () => {
      const again = await moveIn(source, target);
      assert.equal(again.exitCode, 1);
      assert.match(again.stderr, /^admitone: The database is not empty, it has 4 users, [^\n]+\n$/);
    });
  });
}

describe('Moving in', { skip: skipWithoutPostgres }, () => {
  let source: TestDatabase;
  let target: TestDatabase;
  before(async () => {
    source = await otherHouse('upper');
    target = await createDatabase('sqlite');
  });
  after(async () => {
    await source?.remove();
    await target?.remove();
  });

  test('tells how far it is, and a dry run changes nothing', async () => {
    const command = `${binary} import --from '${source.url}' --dry-run --database ${target.url}`;
    const { exitCode, stdout } = await run('script', ['-qec', command, '/dev/null'], { environment });
    assert.equal(exitCode, 0);
    assert.match(stdout, /\rReading: \d+ rows/);
    assert.match(stdout, /Would move in 4 users/);
    const { stdout: users } = await admitone(['user', 'list', '--database', target.url]);
    assert.equal(users, '');
  });

  test('Refuses broken rows, each by its table and id, and writes nothing', async () => {
    const broken = await otherHouse('lower');
    await broken.query(`
      ALTER TABLE users ALTER role TYPE VARCHAR;
      ALTER TABLE tickets ALTER status TYPE VARCHAR;
      UPDATE users SET role = 'king' WHERE id = 3;
      UPDATE users SET hashed_password = 'plain text' WHERE id = 5;
      UPDATE users SET email = 'HUGO@example.org' WHERE id = 9;
      UPDATE tickets SET ticket_number = 'TKT-0001' WHERE id = 102;
      UPDATE tickets SET status = 'lost' WHERE id = 103;
      UPDATE tickets SET concert_id = 70 WHERE id = 104;
      UPDATE tickets SET current_holder_id = 77, price = -1 WHERE id = 105;
      UPDATE scans SET ticket_id = 999 WHERE id = 1;
      INSERT INTO scans VALUES (9, 101, 5, 'attendance', 'Gate A', NULL, '2026-07-01 19:00');
      UPDATE refunds SET status = 'maybe' WHERE id = 1;
      INSERT INTO transfers VALUES (3, 105, 8, 5, 'pending', now()), (4, 106, 80, 5, 'accepted', now());`);
    const { exitCode, stdout, stderr } = await moveIn(broken, target);
    await broken.remove();
    assert.deepEqual([exitCode, stdout], [1, '']);
    const told = stderr.trim().split('\n');
    const wanted: [row: string, words: RegExp][] = [
      ['users 3', /role.*king/], ['users 5', /bcrypt/], ['users 9', /email of another/],
      ['tickets 102', /ticket_number of another.*TKT-0001/], ['tickets 103', /status.*lost/],
      ['tickets 104', /concert_id, 70/], ['tickets 105', /current_holder_id, 77/],
      ['tickets 105', /price.*-1/], ['tickets 101', /sold although scan 9 admitted it/],
      ['scans 1', /ticket_id, 999/], ['refunds 1', /status.*maybe/],
      ['transfers 3', /pending beside a pending refund/], ['transfers 4', /from_user_id, 80/],
    ];
    for (const [row, words] of wanted) {
      assert.ok(told.some((line) => line.startsWith(`${row}: `) && words.test(line)),
        `${row} ${words} is missing in\n${stderr}`);
    }
    assert.equal(told.length, wanted.length + 1, stderr);
    assert.match(told.at(-1) ?? '', /^admitone: nothing was moved in/);
    const { stdout: users } = await admitone(['user', 'list', '--database', target.url]);
    assert.equal(users, '');
  });

  test('Refuses a source that is none, in one line', async () => {
    const empty = await createDatabase('postgres');
    const wrong: [string, number, RegExp][] = [
      ['sqlite:data/old.db', 2, /--from: must be/],
      ['postgresql://127.0.0.1:1/x', 2, /--from: .*cannot be reached/],
      [empty.url, 1, /no table users/],
      [target.url, 2, /the same/],
    ];
    for (const [from, code, words] of wrong) {
      const { exitCode, stderr } = await admitone(
        ['import', '--from', from, '--database', target.url], { environment });
      assert.equal(exitCode, code, stderr);
      assert.match(stderr, /^admitone: [^\n]+\n$/);
      assert.match(stderr, words);
    }
    await empty.remove();
  });

  test('Refuses a table that lacks a column, and one that cannot be read', async () => {
    const other = await otherHouse('lower');
    await other.query('ALTER TABLE tickets RENAME ticket_number TO nummer');
    assert.match((await moveIn(other, target)).stderr,
      /^admitone: The table tickets has no column ticket_number\.\n$/);
    await other.query(`ALTER TABLE tickets RENAME nummer TO ticket_number;
      ALTER TABLE concerts ALTER date TYPE TEXT`);
    const { exitCode, stderr } = await moveIn(other, target);
    assert.equal(exitCode, 1, stderr);
    assert.match(stderr, /^admitone: The other database cannot be read: [^\n]+\n$/);
    await other.remove();
  });

  test('Refuses to be asked for both kinds at once, or for neither', async () => {
    for (const args of [
      ['import', '--from', source.url, '7', 'file.csv'], ['import'], ['import', '7'],
    ]) {
      const { exitCode, stderr } = await admitone(args);
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr, /^admitone: [^\n]+\n$/);
    }
  });
});
