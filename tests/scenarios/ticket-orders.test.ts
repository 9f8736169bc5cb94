// An order of many tickets is stored part by part: the door is served meanwhile, and kill -9 in the middle leaves
// neither half an order nor one that is made twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import type { Person } from '../support/people.ts';
import {
  addConcert, addTickets, all, attendanceOf, scan, second_ms, soldTickets, until,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Concert, Fact } from '../support/wire.ts';

const quantity = 20_000;
const finished_ms = 60 * second_ms;

onEachDatabase('Orders of many tickets', (engine) => {
  const stage = useStage(engine);

  const untilThereAre = (by: Person, concert: Concert, created: number): Promise<void> =>
    until(`there are no ${created} tickets`,
      async () => (await attendanceOf(by, concert)).created >= created, finished_ms);
  const told = async (by: Person, concert: Concert): Promise<string[]> =>
    (await all<Fact>(by, `/api/journal/?concert_id=${concert.id}&kind=ticket.created`))
      .map(({ detail }) => detail);
  const storedIn = (concert: Concert): Promise<string[]> => stage().database.query(
    `SELECT count(*), min(serial), max(serial), max(id) - min(id) FROM tickets WHERE concert_id = ${concert.id}`);

  test('keep nobody waiting at the door', { timeout: 180_000 }, async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const guests = await soldTickets(ada, concert, 5);
    const answered: string[] = [];
    const order = addTickets(ada, concert, quantity).then((made) => {
      answered.push('order');
      return made;
    });
    await untilThereAre(ada, concert, 1);
    for (const { qr_code_data } of guests) {
      const { verdict } = await scan(sam, { code: qr_code_data, concert_id: concert.id });
      answered.push(verdict);
    }
    const made = await order;
    assert.deepEqual(answered, [...guests.map(() => 'accepted'), 'order']);
    assert.deepEqual([made.created, made.first_serial, made.last_serial], [quantity, 6, quantity + 5]);
    assert.deepEqual(made.tickets.map(({ serial }) => serial), Array.from({ length: 100 }, (_, at) => at + 6));
    const { created, attended } = await attendanceOf(ada, concert);
    assert.deepEqual([created, attended], [quantity, 5]);
  });

  test('are finished by the next server when theirs is killed', { timeout: 180_000 }, async () => {
    const { cast, server } = stage();
    const concert = await addConcert(cast.ada, { capacity: quantity });
    const outcome = addTickets(cast.ada, concert, quantity).then(() => 'answered', () => 'broken off');
    await untilThereAre(cast.ada, concert, 1);
    await server.kill();
    assert.equal(await outcome, 'broken off', 'the order was too quick to be killed');

    const ada = cast.ada.on((await stage().addNode()).client);
    await untilThereAre(ada, concert, quantity);
    const counts = await attendanceOf(ada, concert);
    assert.deepEqual([counts.total, counts.created], [quantity, quantity]);
    assert.deepEqual(await storedIn(concert), [`${quantity}|1|${quantity}|${quantity - 1}`]);
    assert.deepEqual(await told(ada, concert), [`Created ${quantity} tickets, 1 to ${quantity}`]);
    assert.deepEqual(await stage().database.query('SELECT count(*) FROM ticket_orders'), ['0']);
  });
});
