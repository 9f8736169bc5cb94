// What people look back at: a ticket's history, a concert's scans and arrivals, who asked for what.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { addConcert, addTickets, all, scan, sell, soldTicket, soldTickets } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Arrivals, Fact, List, Refund, Scan, Transfer, User } from '../support/wire.ts';

onEachDatabase('Looking back', (engine) => {
  const stage = useStage(engine);

  test('a ticket tells its whole life, the oldest first, a page at a time', async () => {
    const { ada, sam, hanna, felix } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert, hanna);
    const offer = await hanna.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: 'felix' }, 201,
    );
    assert.deepEqual(offer.ticket, { serial: 1, tier: null, concert_name: concert.name });
    await felix.post(`/api/transfers/${offer.id}/accept`, {}, 200);
    await scan(sam, { ticket_number: ticket.ticket_number, scan_type: 'entry_check' });
    await scan(sam, { code: ticket.qr_code_data, location: 'Gate B' });
    const admitted = await scan(sam, { ticket_number: ticket.ticket_number, location: 'Gate A' });

    const facts = await all<Fact>(ada, `/api/tickets/${ticket.id}/history`, 2);
    assert.deepEqual(
      facts.map(({ kind, actor }) => [kind, actor]),
      [
        ['ticket.created', null],
        ['ticket.sold', 'ada'],
        ['transfer.initiated', 'hanna'],
        ['transfer.accepted', 'felix'],
        ['scan.accepted', 'sam'],
        ['scan.refused', 'sam'],
        ['scan.accepted', 'sam'],
      ],
    );
    assert.equal(facts.at(-1)?.number, admitted.id, "a scan's id is the number of its fact");
  });

  test('the journal of one kind names who did it, scans as well as sales', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const { id } = await scan(sam, { code: ticket.qr_code_data });
    const newest = async (kind: string): Promise<Fact | undefined> =>
      (await ada.get<List<Fact>>(`/api/journal/?kind=${kind}&limit=1`)).items[0];
    const sold = await newest('ticket.sold');
    assert.deepEqual([sold?.ticket_id, sold?.actor], [ticket.id, 'ada']);
    const accepted = await newest('scan.accepted');
    assert.deepEqual([accepted?.number, accepted?.actor], [id, 'sam']);
  });

  test("a concert's scans come newest first, and its arrivals add up by the minute", async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 3);
    const made: Scan[] = [];
    for (const ticket of tickets) made.push(await scan(sam, { code: ticket.qr_code_data }));
    made.push(await scan(sam, { code: 'no code of ours', concert_id: concert.id }));
    assert.deepEqual(
      await all<Scan>(sam, `/api/scans/concert/${concert.id}`, 3),
      made.toReversed(),
    );
    const { concert_id, minutes } = await sam.get<Arrivals>(
      `/api/scans/concert/${concert.id}/arrivals`,
    );
    assert.equal(concert_id, concert.id);
    assert.equal(minutes.reduce((sum, { admitted }) => sum + admitted, 0), 3);
    for (const { minute } of minutes) assert.equal(Date.parse(minute) % 60_000, 0);
    await sam.get('/api/scans/concert/999999', 404);
    await sam.get('/api/scans/concert/999999/arrivals', 404);
  });

  test('a refund names its ticket, who asked and who decided', async () => {
    const { ada, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert, hanna);
    const asked = await hanna.post<Refund>(
      '/api/refunds/request', { ticket_id: ticket.id, reason: 'ill' }, 201,
    );
    assert.deepEqual([asked.requested_by, asked.decided_by], ['hanna', null]);
    assert.deepEqual(asked.ticket, {
      number: ticket.ticket_number,
      serial: ticket.serial,
      tier: null,
      status: 'sold',
      buyer_name: 'Berta Buyer',
    });
    const approved = await ada.post<Refund>(`/api/refunds/${asked.id}/approve`, {}, 200);
    assert.deepEqual([approved.decided_by, approved.ticket.status], ['ada', 'refunded']);
  });

  test('tickets are listed by each status, also where most have another', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const { tickets } = await addTickets(ada, concert, 4);
    const [first, second] = tickets;
    assert.ok(first && second);
    await sell(ada, first);
    const used = await sell(ada, second);
    await scan(sam, { code: used.qr_code_data });
    const serials = async (status: string): Promise<number[]> =>
      (await all<{ serial: number }>(
        ada, `/api/tickets/concert/${concert.id}?status=${status}`,
      )).map(({ serial }) => serial);
    assert.deepEqual(await serials('created'), [3, 4]);
    assert.deepEqual(await serials('sold'), [1]);
    assert.deepEqual(await serials('attended'), [2]);
    assert.deepEqual(await serials('refunded'), []);
  });

  test('people are found by a part of their name or address, and by their role', async () => {
    const { ada } = stage().cast;
    const names = async (query: string): Promise<string[]> =>
      (await all<User>(ada, `/api/users/?${query}`)).map(({ username }) => username).sort();
    assert.deepEqual(await names('q=ANN'), ['hanna']);
    assert.deepEqual(await names('q=example.org&role=scanner'), ['sam']);
    assert.deepEqual(await names('q=%25'), [], 'a per cent sign means only itself');
    assert.deepEqual(await names('role=viewer'), ['felix', 'hanna']);
  });
});
