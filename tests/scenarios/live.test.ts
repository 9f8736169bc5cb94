// The live stream: counts and scans as they happen, without gap or double, and never in anybody's way.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { onEachDatabase, skipWithoutPostgres } from '../support/databases.ts';
import { EventReader, type StreamEvent } from '../support/event-stream.ts';
import { addPerson, type Person } from '../support/people.ts';
import {
  addConcert, scan, second_ms, sleep, soldTicket, soldTickets, until,
} from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Attendance, Concert, Fact, Refund, Scan } from '../support/wire.ts';

const isScan = ({ event }: StreamEvent): boolean => event === 'scan';
const isAttendance = ({ event }: StreamEvent): boolean => event === 'attendance';
const scanOf = ({ data }: StreamEvent): Scan => JSON.parse(data) as Scan;
const countsOf = ({ data }: StreamEvent): Attendance => JSON.parse(data) as Attendance;

onEachDatabase('The live stream', (engine) => {
  const stage = useStage(engine);
  const readers: EventReader[] = [];
  after(() => readers.forEach((reader) => reader.close()));

  async function follow(
    concert: Concert,
    { by = stage().cast.sam, lastEventId, url = stage().client.url }: {
      by?: Person; lastEventId?: string; url?: string;
    } = {},
  ): Promise<EventReader> {
    const reader = await EventReader.open(`${url}/api/concerts/${concert.id}/live`, {
      token: by.token, lastEventId,
    });
    readers.push(reader);
    return reader;
  }

  test('begins with the counts of this moment', async () => {
    const { ada } = stage().cast;
    const concert = await addConcert(ada);
    await soldTickets(ada, concert, 3);
    const live = await follow(concert);
    assert.equal(live.status, 200);
    assert.match(live.contentType, /^text\/event-stream/);
    const first = await live.next(() => true, second_ms);
    assert.equal(first.event, 'attendance');
    assert.deepEqual([countsOf(first).total, countsOf(first).sold], [3, 3]);
  });

  test('tells each scan as its answer told it, refusals too', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const live = await follow(concert);
    await live.next(isAttendance);
    const accepted = await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
    const refused = await scan(sam, { code: ticket.qr_code_data, location: 'Gate B' });
    assert.deepEqual(scanOf(await live.next(isScan, second_ms)), accepted);
    assert.deepEqual(scanOf(await live.next(isScan, second_ms)), refused);
    await live.next((event) => isAttendance(event) && countsOf(event).attended === 1);
  });

  test('tells other facts, and never a code', async () => {
    const { ada, hanna } = stage().cast;
    const concert = await addConcert(ada);
    const live = await follow(concert);
    await live.next(isAttendance);
    const ticket = await soldTicket(ada, concert, hanna);
    const sold = await live.next(({ event, data }) =>
      event === 'fact' && (JSON.parse(data) as Fact).kind === 'ticket.sold', second_ms);
    const fact = JSON.parse(sold.data) as Fact;
    assert.deepEqual([fact.ticket_id, fact.actor_user_id], [ticket.id, ada.id]);
    assert.equal(sold.id, String(fact.number));
    const request = { ticket_id: ticket.id, reason: 'ill' };
    const refund = await hanna.post<Refund>('/api/refunds/request', request, 201);
    const asked = await live.next(({ event, data }) =>
      event === 'fact' && (JSON.parse(data) as Fact).kind === 'refund.requested', second_ms);
    assert.equal((JSON.parse(asked.data) as Fact).subject_id, refund.id);
    assert.ok(!live.received.some(({ data }) => data.includes(ticket.qr_code_data)));
  });

  test('tells nothing of other concerts', async () => {
    const { ada, sam } = stage().cast;
    const [here, there] = [await addConcert(ada), await addConcert(ada)];
    const [ours, theirs] = [await soldTicket(ada, here), await soldTicket(ada, there)];
    const live = await follow(here);
    await live.next(isAttendance);
    await scan(sam, { code: theirs.qr_code_data });
    const mine = await scan(sam, { code: ours.qr_code_data });
    assert.equal(scanOf(await live.next(isScan)).scan_id, mine.scan_id);
    assert.ok(live.received.filter(isAttendance).every((event) =>
      countsOf(event).concert_id === here.id));
  });

  test('resumes with Last-Event-ID without gap or double', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 60);
    const scanned: string[] = [];
    const seen: string[] = [];
    let lastEventId: string | undefined;

    for (let part = 0; part < 3; ++part) {
      const live = await follow(concert, lastEventId === undefined ? {} : { lastEventId });
      // Without an id a stream tells what its first counts do not hold: they must come before the scans.
      if (lastEventId === undefined) await live.next(isAttendance);
      // Half of them while somebody follows, half while nobody does.
      for (const connected of [true, false]) {
        const begin = part * 20 + (connected ? 0 : 10);
        const some = tickets.slice(begin, begin + 10);
        const verdicts = await Promise.all(
          some.map(({ qr_code_data }) => scan(sam, { code: qr_code_data })),
        );
        scanned.push(...verdicts.map(({ scan_id }) => scan_id));
        if (connected) {
          const missed = part === 0 ? 0 : 10;
          for (let event = 0; event < some.length + missed; ++event) {
            const { id, data } = await live.next(isScan);
            assert.ok(Number(id) > Number(lastEventId ?? 0), 'ids only grow');
            lastEventId = id;
            seen.push((JSON.parse(data) as Scan).scan_id);
          }
          live.close();
        }
      }
    }
    const live = await follow(concert, { ...(lastEventId !== undefined && { lastEventId }) });
    for (let event = 0; event < 10; ++event) seen.push(scanOf(await live.next(isScan)).scan_id);
    assert.deepEqual([...seen].sort(), [...scanned].sort());
  });

  test('takes an id that it cannot know for none', async () => {
    const concert = await addConcert(stage().cast.ada);
    for (const lastEventId of ['abc', '-1', '99999999999999999999']) {
      const live = await follow(concert, { lastEventId });
      if (live.status === 200) await live.next(isAttendance);
      else assert.ok(live.status === 400 || live.status === 422, `answered ${live.status}`);
    }
  });

  test('Refuses concerts that there are not', async () => {
    assert.equal((await follow({ id: 999_999 } as Concert)).status, 404);
  });

  test('tells nothing more to a follower who may not follow any more', async () => {
    const { ada, sam } = stage().cast;
    const concert = await addConcert(ada);
    const [first, second] = await soldTickets(ada, concert, 2);
    assert.ok(first && second);
    for (const change of [{ is_active: false }, { role: 'viewer' }]) {
      const username = `sonia-${Object.keys(change).join()}`;
      const account = { username, email: `${username}@example.org`, password: 'sonia left at ten' };
      const sonia = await addPerson(ada, account, 'scanner');
      const live = await follow(concert, { by: sonia });
      await live.next(isAttendance);
      await scan(sam, { code: first.qr_code_data });
      await live.next(isScan);
      await ada.patch(`/api/users/${sonia.id}`, change);
      await sleep(second_ms);
      const seen = live.received.length;
      await scan(sam, { code: second.qr_code_data });
      await live.untilClosed(second_ms);
      assert.equal(live.received.length, seen, 'it was told what happened afterwards');
    }
  });

  test('drops a slow follower while admissions go on', async () => {
    const { ada, sam } = stage().cast;
    const { client } = stage();
    const followers = async (): Promise<number> => {
      const { text } = await client.call('GET', '/metrics');
      return Number(/^admitone_live_followers (\d+)/m.exec(text)?.[1]);
    };
    readers.forEach((reader) => reader.close());
    await until('the followers of before are still counted', async () =>
      (await followers()) === 0, 20 * second_ms);

    const concert = await addConcert(ada);
    const ticket = await soldTicket(ada, concert);
    const [slow, quick] = [await follow(concert), await follow(concert)];
    // Whoever has the counts follows; before that, neither is among the followers for certain.
    await slow.next(isAttendance);
    await quick.next(isAttendance);
    slow.pause();
    // Refusals with long notes fill every buffer between the server and the follower that does not read.
    const notes = 'x'.repeat(2000);
    const slowest = { duration_ms: 0 };
    const deadline = Date.now() + 60 * second_ms;
    let last: Scan | undefined;
    while ((await followers()) > 1) {
      assert.ok(Date.now() < deadline, 'the slow follower was never dropped');
      await Promise.all(Array.from({ length: 64 }, async () => {
        const begin_ms = performance.now();
        last = await scan(sam, { code: ticket.qr_code_data, notes });
        slowest.duration_ms = Math.max(slowest.duration_ms, performance.now() - begin_ms);
      }));
    }
    assert.ok(slowest.duration_ms < 3 * second_ms, `a scan took ${slowest.duration_ms} ms`);
    await quick.next((event) => isScan(event) && scanOf(event).scan_id === last?.scan_id, 30_000);
  });
});

describe('The live stream, on two nodes of one PostgreSQL', { skip: skipWithoutPostgres }, () => {
  const stage = useStage('postgres');
  let live: EventReader | undefined;
  after(() => live?.close());

  test('tells within a second what happened on the other node', async () => {
    const { ada, sam } = stage().cast;
    const { client } = await stage().addNode();
    const concert = await addConcert(ada);
    const tickets = await soldTickets(ada, concert, 50);
    live = await EventReader.open(`${client.url}/api/concerts/${concert.id}/live`, {
      token: sam.token,
    });
    await live.next(isAttendance);
    const verdicts = await Promise.all(tickets.map(({ qr_code_data }, index) =>
      scan(index % 2 === 0 ? sam : sam.on(client), { code: qr_code_data })));
    const seen: string[] = [];
    while (seen.length < tickets.length) {
      seen.push(scanOf(await live.next(isScan, second_ms)).scan_id);
    }
    assert.deepEqual(seen.sort(), verdicts.map(({ scan_id }) => scan_id).sort());
    const ids = live.received.filter(isScan).map(({ id }) => Number(id));
    assert.deepEqual(ids, [...ids].sort((a, b) => a - b), 'in the journal’s order');
  });
});
