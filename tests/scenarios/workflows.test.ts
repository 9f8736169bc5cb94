// The four workflows that the house was built for.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import {
  addConcert, addTickets, all, attendanceOf, scan, second_ms, sell, soldTicket,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Attendance, Fact, List, Refund, Ticket, Transfer } from '../support/wire.ts';

onEachDatabase('The workflows', (engine) => {
  const stage = useStage(engine);

  test('an admin creates a concert with 1,000 tickets and sells one', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada, { capacity: 1000 });
    assert.equal(concert.currency, 'EUR');
    assert.equal(Date.parse(concert.date), Date.parse('2027-06-18T18:00:00Z'));

    const made = await addTickets(ada, concert, 1000, { price: '49.50', tier: 'Hof' });
    assert.equal(made.concert_id, concert.id);
    assert.deepEqual([made.created, made.first_serial, made.last_serial], [1000, 1, 1000]);
    assert.equal(made.tickets.length, 100);

    const first = made.tickets[0];
    assert.ok(first);
    assert.deepEqual([first.status, first.price, first.tier], ['created', '49.50', 'Hof']);
    assert.match(first.ticket_number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

    const sold = await sell(ada, first);
    assert.deepEqual([sold.status, sold.buyer_name], ['sold', 'Berta Buyer']);
    assert.ok(sold.sold_at);
    assert.deepEqual(await ada.get<Ticket>(`/api/tickets/${sold.id}`), sold);

    const tickets = await all<Ticket>(ada, `/api/tickets/concert/${concert.id}`, 500);
    assert.equal(tickets.length, 1000);
    assert.equal(new Set(tickets.map((ticket) => ticket.ticket_number)).size, 1000);
    assert.deepEqual(
      tickets.map((ticket) => ticket.serial),
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
    const counts = await attendanceOf(ada, concert);
    assert.deepEqual([counts.total, counts.created, counts.sold], [1000, 999, 1]);
    assert.equal(counts.revenue, '49.50');
  });

  test('gate A admits, the count moves within a second, gate B refuses and names gate A', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const live = await EventReader.open(
      `${stage().client.url}/api/concerts/${concert.id}/live`, { token: sam.token },
    );
    assert.equal(live.status, 200);
    const before = await live.next((event) => event.event === 'attendance');
    assert.equal((JSON.parse(before.data) as Attendance).attended, 0);

    const begin_ms = Date.now();
    const atA = await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
    assert.deepEqual([atA.verdict, atA.reason, atA.previous], ['accepted', 'ok', null]);
    assert.equal(atA.ticket?.status, 'attended');
    assert.equal(atA.ticket?.number, ticket.ticket_number);
    const moved = await live.next(
      (event) =>
        event.event === 'attendance' && (JSON.parse(event.data) as Attendance).attended === 1,
    );
    assert.ok(Date.now() - begin_ms < second_ms, 'the stream was slower than a second');
    assert.equal((JSON.parse(moved.data) as Attendance).attendance_rate, 1);
    live.close();

    const atB = await scan(sam, { code: ticket.qr_code_data, location: 'Gate B' });
    assert.deepEqual([atB.verdict, atB.reason], ['refused', 'already_admitted']);
    assert.deepEqual(atB.previous, {
      scanned_at: atA.scanned_at,
      location: 'Gate A',
      scanned_by: 'sam',
    });
    assert.match(atB.message, /Gate A/);
    const after = await ada.get<Ticket>(`/api/tickets/${ticket.id}`);
    assert.equal(after.status, 'attended');
  });

  test('a holder claims a ticket, asks for a refund, the admin approves, the code is dead', async () => {
    const { ada, sam, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);

    const claimed = await hanna.post<Ticket>(
      '/api/tickets/claim', { code: ticket.qr_code_data }, 200,
    );
    assert.equal(claimed.current_holder_id, hanna.id);
    assert.equal(claimed.qr_code_data, ticket.qr_code_data);
    const mine = await all<Ticket>(hanna, '/api/tickets/mine');
    assert.ok(mine.some(({ id }) => id === ticket.id));

    const refund = await hanna.post<Refund>(
      '/api/refunds/request', { ticket_id: ticket.id, reason: 'I am ill' }, 201,
    );
    assert.deepEqual([refund.status, refund.amount], ['pending', '49.50']);
    const approved = await ada.post<Refund>(
      `/api/refunds/${refund.id}/approve`, { notes: 'Get well' }, 200,
    );
    assert.deepEqual([approved.status, approved.notes], ['approved', 'Get well']);
    assert.equal((await hanna.get<Ticket>(`/api/tickets/${ticket.id}`)).status, 'refunded');

    const atA = await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
    assert.deepEqual([atA.verdict, atA.reason], ['refused', 'refunded']);
    const completed = await ada.post<Refund>(`/api/refunds/${refund.id}/complete`, {}, 200);
    assert.equal(completed.status, 'completed');
    const counts = await attendanceOf(ada, concert);
    assert.deepEqual([counts.sold, counts.refunded, counts.revenue], [0, 1, '0.00']);
  });

  test('a friend accepts a transfer: the new code opens, the old one is superseded', async () => {
    const { ada, sam, hanna, felix } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert, hanna);

    const offered = await hanna.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: 'felix' }, 201,
    );
    assert.equal(offered.status, 'pending');
    const pending = await felix.get<List<Transfer>>('/api/transfers/pending');
    assert.ok(pending.items.some(({ id }) => id === offered.id));
    const accepted = await felix.post<Transfer>(`/api/transfers/${offered.id}/accept`, {}, 200);
    assert.equal(accepted.status, 'accepted');

    const his = await felix.get<Ticket>(`/api/tickets/${ticket.id}`);
    assert.deepEqual([his.status, his.current_holder_id], ['transferred', felix.id]);
    assert.ok(his.qr_code_data);
    assert.notEqual(his.qr_code_data, ticket.qr_code_data);
    await hanna.get(`/api/tickets/${ticket.id}`, 404);

    const withOld = await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
    assert.deepEqual([withOld.verdict, withOld.reason], ['refused', 'superseded']);
    const withNew = await scan(sam, { code: his.qr_code_data, location: 'Gate A' });
    assert.deepEqual([withNew.verdict, withNew.reason], ['accepted', 'ok']);
  });

  test('the journal tells all of it, by whom and in order', async () => {
    const { ada, sam, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert, hanna);
    await scan(sam, { code: ticket.qr_code_data });
    await scan(sam, { code: ticket.qr_code_data });
    const facts = await all<Fact>(ada, `/api/journal/?concert_id=${concert.id}`);
    const told = facts.filter((fact) => fact.ticket_id === ticket.id).reverse();
    assert.deepEqual(
      told.map((fact) => [fact.kind, fact.actor_user_id]),
      [
        ['ticket.sold', ada.id],
        ['scan.accepted', sam.id],
        ['scan.refused', sam.id],
      ],
    );
    const numbers = facts.map((fact) => fact.number);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a), 'newest first');
    const refusals = await all<Fact>(
      ada, `/api/journal/?concert_id=${concert.id}&kind=scan.refused`,
    );
    assert.deepEqual(refusals.map((fact) => fact.ticket_id), [ticket.id]);
  });
});
