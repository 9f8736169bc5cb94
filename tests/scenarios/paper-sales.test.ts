// Tickets of paper are sold at a counter to whoever pays: found by their code, bought by nobody known, claimed or not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { addConcert, addTickets, scan, sell, withCode, type OpenTicket } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { List, Problem, Ticket } from '../support/wire.ts';

onEachDatabase('Paper at the counter', (engine) => {
  const stage = useStage(engine);

  async function unsold(): Promise<OpenTicket> {
    const { ada } = stage().cast;
    const [ticket] = (await addTickets(ada, await addConcert(ada), 1)).tickets as [Ticket];
    return withCode(ticket);
  }
  const find = async (code: string): Promise<Ticket> =>
    stage().cast.ada.post<Ticket>('/api/tickets/find', { code }, 200);

  test('is found by its code and by its number as people type it, and finding is recorded nowhere', async () => {
    const { ada } = stage().cast;
    const ticket = await unsold();
    assert.equal((await find(ticket.qr_code_data)).id, ticket.id);
    assert.equal((await find(ticket.ticket_number.toLowerCase().replaceAll('-', ' '))).id, ticket.id);
    const scans = await ada.get<List<unknown>>(`/api/scans/ticket/${ticket.id}`);
    assert.deepEqual(scans.items, []);
  });

  test('is sold to nobody known, admits once, and its history says where it was sold', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await unsold();
    assert.equal((await scan(sam, { code: ticket.qr_code_data })).reason, 'not_sold');
    const sold = await ada.post<Ticket>(`/api/tickets/${ticket.id}/mark-sold`, {}, 200);
    assert.equal(sold.status, 'sold');
    assert.equal(sold.buyer_name, null);
    assert.equal(sold.buyer_email, null);
    const { items } = await ada.get<List<{ detail: string }>>(`/api/tickets/${ticket.id}/history`);
    assert.ok(items.some(({ detail }) => detail === 'Sold at the counter for 49.50 EUR'));
    assert.equal((await scan(sam, { code: ticket.qr_code_data })).verdict, 'accepted');
    const again = await ada.call<Problem>('POST', `/api/tickets/${ticket.id}/mark-sold`, { body: {} });
    assert.equal(again.status, 409);
    const letter = await ada.call('GET', `/api/tickets/${ticket.id}/ticket.pdf`);
    assert.equal(letter.status, 200);
  });

  test('is claimed by whoever has it', async () => {
    const { ada, hanna } = stage().cast;
    const ticket = await unsold();
    await ada.post(`/api/tickets/${ticket.id}/mark-sold`, {}, 200);
    const claimed = await hanna.post<Ticket>('/api/tickets/claim', { code: ticket.qr_code_data }, 200);
    assert.equal(claimed.current_holder_id, hanna.id);
  });

  test('has a buyer with name and address, or none: half a buyer is refused at the half that is missing', async () => {
    const { ada } = stage().cast;
    const ticket = await unsold();
    const path = `/api/tickets/${ticket.id}/mark-sold`;
    for (const [body, pointer] of [
      [{ buyer_name: 'Berta' }, '/buyer_email'], [{ buyer_email: 'berta@example.org' }, '/buyer_name'],
    ] as const) {
      const answer = await ada.call<Problem>('POST', path, { body });
      assert.equal(answer.status, 422);
      assert.deepEqual(answer.body.errors?.map((error) => error.pointer), [pointer]);
    }
    assert.equal((await find(ticket.qr_code_data)).status, 'created');
  });

  test('is told apart from what is not genuine and from a code that was replaced', async () => {
    const { ada, hanna, felix } = stage().cast;
    const ticket = await sell(ada, await unsold(), hanna);
    const offer = await hanna.post<{ id: number }>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: felix.username }, 201,
    );
    await felix.post(`/api/transfers/${offer.id}/accept`, {}, 200);
    const end = ticket.qr_code_data.endsWith('A') ? 'B' : 'A';
    for (const code of [ticket.qr_code_data, ticket.qr_code_data.slice(0, -1) + end, 'https://example.org']) {
      const answer = await ada.call<Problem>('POST', '/api/tickets/find', { body: { code } });
      assert.equal(answer.status, 404);
      assert.match(answer.body.detail, /not genuine, or a newer code has replaced it/);
    }
  });
});
