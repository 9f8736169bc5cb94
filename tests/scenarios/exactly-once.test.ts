// Every ticket admits one, exactly one, whoever races whom.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';

import { onEachDatabase, skipWithoutPostgres } from '../support/databases.ts';
import type { Person } from '../support/people.ts';
import {
  addConcert, attendanceOf, historyOf, scan, soldTicket, soldTickets, tryScan, type OpenTicket,
} from '../support/shows.ts';
import { useStage, type Stage } from '../support/stage.ts';
import type { Concert, Problem, Scan } from '../support/wire.ts';

const clients = 64;

/// All of them scan the ticket at the same moment, each with a scan of its own.
const race = (ticket: OpenTicket, scanners: Person[]): Promise<Scan[]> =>
  Promise.all(
    scanners.map((scanner, index) =>
      scan(scanner, { code: ticket.qr_code_data, location: `Gate ${index}` }),
    ),
  );

/// Exactly one of the verdicts is an admission, and so says everything that can be asked.
async function assertAdmittedOnce(
  { cast: { ada } }: Stage,
  concert: Concert,
  ticket: OpenTicket,
  verdicts: Scan[],
): Promise<void> {
  const accepted = verdicts.filter(({ verdict }) => verdict === 'accepted');
  assert.equal(accepted.length, 1, 'one is admitted');
  const winner = accepted[0];
  for (const verdict of verdicts.filter(({ verdict }) => verdict === 'refused')) {
    assert.equal(verdict.reason, 'already_admitted');
    assert.equal(verdict.previous?.location, winner?.location);
    assert.equal(verdict.previous?.scanned_at, winner?.scanned_at);
  }
  const history = await historyOf(ada, ticket.id);
  assert.equal(history.length, verdicts.length);
  assert.deepEqual(
    history.filter(({ verdict }) => verdict === 'accepted').map(({ scan_id }) => scan_id),
    [winner?.scan_id],
  );
  const counts = await attendanceOf(ada, concert);
  assert.equal(counts.attended, 1);
  assert.equal(counts.by_location.reduce((sum, gate) => sum + gate.accepted, 0), 1);
  assert.equal(
    counts.by_location.reduce((sum, gate) => sum + gate.refused, 0), verdicts.length - 1,
  );
}

onEachDatabase('Exactly once', (engine) => {
  const stage = useStage(engine);

  test('64 clients with one ticket: one is admitted, 63 are refused', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const verdicts = await race(ticket, Array<Person>(clients).fill(sam));
    await assertAdmittedOnce(stage(), concert, ticket, verdicts);
  });

  test('64 clients with 64 tickets are all admitted', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, clients);
    const verdicts = await Promise.all(
      tickets.map((ticket) => scan(sam, { code: ticket.qr_code_data, location: 'Gate A' })),
    );
    assert.ok(verdicts.every(({ reason }) => reason === 'ok'));
    assert.equal((await attendanceOf(ada, concert)).attended, clients);
  });

  test('the same scan_id 64 times at once is judged once', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempt = { code: ticket.qr_code_data, location: 'Gate A', scan_id: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: clients }, () => tryScan(sam, attempt)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array<number>(clients - 1).fill(200), 201]);
    for (const { body } of answers) assert.deepEqual(body, answers[0]?.body);
    assert.equal(answers[0]?.body.verdict, 'accepted');
    assert.equal((await historyOf(ada, ticket.id)).length, 1);
  });

  test('a refusal stays what it was when it is asked for again', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
    const attempt = { code: ticket.qr_code_data, location: 'Gate B', scan_id: randomUUID() };
    const first = await tryScan(sam, attempt);
    const again = await tryScan(sam, attempt);
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.equal(first.body.reason, 'already_admitted');
    assert.deepEqual(again.body, first.body);

    const unknown = { code: 'NOT A CODE', scan_id: randomUUID() };
    const unknownFirst = await tryScan(sam, unknown);
    const unknownAgain = await tryScan(sam, unknown);
    assert.deepEqual([unknownFirst.status, unknownAgain.status], [201, 200]);
    assert.equal(unknownFirst.body.reason, 'unknown_ticket');
    assert.deepEqual(unknownAgain.body, unknownFirst.body);
  });

  test('a not yet sold ticket keeps its refusal after the sale', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const [ticket] = (await ada.post<{ tickets: { id: number; ticket_number: string }[] }>(
      `/api/tickets/create/${concert.id}`, { quantity: 1 }, 201,
    )).tickets;
    assert.ok(ticket);
    const attempt = { ticket_number: ticket.ticket_number, scan_id: randomUUID() };
    assert.equal((await scan(sam, attempt)).reason, 'not_sold');
    const sale = { buyer_name: 'Berta', buyer_email: 'berta@example.org', price: '10' };
    await ada.post(`/api/tickets/${ticket.id}/mark-sold`, sale, 200);
    const replay = await tryScan(sam, attempt);
    assert.deepEqual([replay.status, replay.body.reason], [200, 'not_sold']);
    assert.equal((await scan(sam, { ticket_number: ticket.ticket_number })).reason, 'ok');
  });

  test('Refuses the same scan_id with another body', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempt = { code: ticket.qr_code_data, location: 'Gate A', scan_id: randomUUID() };
    await scan(sam, attempt);
    for (const change of [
      { location: 'Gate B' },
      { notes: 'with a dog' },
      { scan_type: 'entry_check' as const },
      { code: 'ANOTHER CODE' },
      { concert_id: ticket.concert_id },
    ]) {
      const answer = await sam.call<Problem>('POST', '/api/scans/', {
        body: { scan_type: 'attendance', ...attempt, ...change },
      });
      assert.equal(answer.status, 422, JSON.stringify(change));
      assert.deepEqual(answer.body.errors?.map(({ pointer }) => pointer), ['/scan_id']);
    }
    assert.equal((await historyOf(ada, ticket.id)).length, 1);
  });

  test('a scan that cannot be judged spoils nothing for its neighbours', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 40);
    const answers = await Promise.all(
      tickets.flatMap((ticket) => [
        tryScan(sam, { code: ticket.qr_code_data }),
        tryScan(sam, { code: ticket.qr_code_data, concert_id: 999_999_999 }),
      ]),
    );
    const judged = answers.filter((_, index) => index % 2 === 0);
    assert.ok(judged.every(({ status }) => status === 201));
    const spoiled = answers.filter((_, index) => index % 2 === 1);
    assert.ok(spoiled.every(({ status }) => status >= 400 && status < 500));
    assert.equal((await attendanceOf(ada, concert)).attended, tickets.length);
  });
});

describe('Exactly once, on two nodes of one PostgreSQL', { skip: skipWithoutPostgres }, () => {
  const stage = useStage('postgres');

  test('64 clients on both nodes: one is admitted, 63 are refused', async () => {
    const { ada, sam } = stage().cast;
    const { client } = await stage().addNode();
    const scanners = Array.from({ length: clients }, (_, index) =>
      index % 2 === 0 ? sam : sam.on(client),
    );
    for (let round = 0; round < 10; ++round) {
      const concert = await addConcert(ada);
      const ticket = await soldTicket(ada, concert);
      const verdicts = await race(ticket, scanners);
      await assertAdmittedOnce(stage(), concert, ticket, verdicts);
    }
  });

  test('the same scan_id on both nodes at once is judged once', async () => {
    const { ada, sam } = stage().cast;
    const { client } = await stage().addNode();
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempt = { code: ticket.qr_code_data, scan_id: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        tryScan(index % 2 === 0 ? sam : sam.on(client), attempt),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 200).length, clients - 1);
    for (const { body } of answers) assert.deepEqual(body, answers[0]?.body);
  });

  test('many tickets scanned on both nodes in opposite orders are admitted once each', async () => {
    const { ada, sam } = stage().cast;
    const { client } = await stage().addNode();
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 100);
    const there = tickets.map((ticket) => scan(sam, { code: ticket.qr_code_data }));
    const back = [...tickets]
      .reverse()
      .map((ticket) => scan(sam.on(client), { code: ticket.qr_code_data }));
    const verdicts = await Promise.all([...there, ...back]);
    const accepted = verdicts.filter(({ verdict }) => verdict === 'accepted');
    assert.equal(accepted.length, tickets.length);
    assert.equal(new Set(accepted.map(({ ticket_id }) => ticket_id)).size, tickets.length);
    assert.equal((await attendanceOf(ada, concert)).attended, tickets.length);
  });
});
