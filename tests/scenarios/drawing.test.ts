// A ticket is drawn at once, whatever else the server has to compute.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import { addConcert, addTickets, soldTicket } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';

const orders = 10;
const ticketsOfAnOrder = 10_000;

onEachDatabase('Drawing', (engine) => {
  const stage = useStage(engine);

  test(`a page waits for none of ${orders * ticketsOfAnOrder} tickets that are being made`, async (context) => {
    const { ada, hanna } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada), hanna);
    const page = `/api/tickets/${ticket.id}/ticket.pdf`;
    await hanna.get(page); // opens the fonts
    const concert = await addConcert(ada);
    let made = 0;
    const making = Array.from({ length: orders }, async () => {
      await addTickets(ada, concert, ticketsOfAnOrder);
      made += 1;
    });
    // Once one order has been answered all others have been asked for, and wait for their signatures.
    await Promise.race(making);
    await hanna.get(page);
    const madeBefore = made;
    await Promise.all(making);
    context.diagnostic(`${madeBefore} of ${orders} orders were made before the page came`);
    assert.ok(madeBefore <= orders / 2, `${madeBefore} of ${orders} orders came first`);
  });
});
