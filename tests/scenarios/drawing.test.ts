// A ticket is drawn at once, whatever else the server has to compute.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { addConcert, addTickets, attendanceOf, second_ms, soldTicket, until } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const quantity = 50_000;

onEachDatabase('Drawing', (engine) => {
  const stage = useStage(engine);

  test(`a page waits for none of ${quantity} tickets that are being made`, { timeout: 180_000 }, async () => {
    const { ada, hanna } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada), hanna);
    const page = `/api/tickets/${ticket.id}/ticket.pdf`;
    await hanna.get(page); // opens the fonts
    const concert = await addConcert(ada);
    const finished: string[] = [];
    const order = addTickets(ada, concert, quantity).then(() => finished.push('order'));
    await until('no part of the order was stored',
      async () => (await attendanceOf(ada, concert)).created > 0, 15 * second_ms);
    await hanna.get(page);
    finished.push('page');
    await order;
    assert.deepEqual(finished, ['page', 'order']);
  });
});
