// What else goes on while scans wait for their verdicts. Each of these begins with the load, ends with it or as soon
// as it can after it, and says in a few words what it did.

import { EventReader } from '../../tests/support/event-stream.ts';
import { accounts, type Person } from '../../tests/support/people.ts';
import { addConcert } from '../../tests/support/shows.ts';
import type { CreatedTickets } from '../../tests/support/wire.ts';
import { median, number } from './figures.ts';
import { pause } from './interruption.ts';
import type { Postgres } from './postgres.ts';

export interface Scene {
  ada: Person;
  /// Whose tickets are scanned.
  concertId: number;
  /// How long the load is meant to last.
  seconds: number;
  isOver(): boolean;
}

export type Meanwhile = (scene: Scene) => Promise<string>;

const followers = 8;
const signInsAtOnce = 32;
const answerTimeout_ms = 120_000;
const checkpointEach_ms = 1_500;

/// Nothing: what the others are compared with.
export const nothing: Meanwhile = async () => '';

/// One request for many tickets of another concert, after a fifth of the time.
export const makingTickets = (quantity: number): Meanwhile => async ({ ada, seconds, isOver }) => {
  const other = await addConcert(ada);
  await pause(seconds * 200);
  const begin_ms = performance.now();
  const answer = await ada.call<CreatedTickets>('POST', `/api/tickets/create/${other.id}`, {
    body: { quantity, price: '49.50' }, timeout_ms: answerTimeout_ms,
  });
  if (answer.status !== 201) throw new Error(`creating tickets answered ${answer.status}: ${answer.text}`);
  const made_s = (performance.now() - begin_ms) / 1000;
  return `${number(quantity)} made in ${number(made_s)} s${isOver() ? ', the last of it after the scans' : ''}`;
};

/// Live dashboards of the concert.
export const followingLive: Meanwhile = async ({ ada, concertId, isOver }) => {
  const url = `${ada.client.url}/api/concerts/${concertId}/live`;
  const readers: EventReader[] = [];
  try {
    while (readers.length < followers) readers.push(await EventReader.open(url, { token: ada.token }));
    while (!isOver()) await pause(50);
    const refused = readers.find((reader) => reader.status !== 200 || reader.closed || reader.received.length === 0);
    if (refused !== undefined) {
      throw new Error(`a live stream answered ${refused.status}, told ${refused.received.length} events, `
        + `and ${refused.closed ? 'has ended' : 'goes on'}`);
    }
    return `${followers} followers, ${number(median(readers.map((reader) => reader.received.length)))} events each`;
  } finally {
    readers.forEach((reader) => reader.close());
  }
};

/// Many sign-ins at once, and again as soon as all of them are answered.
export const signingIn: Meanwhile = async ({ ada, isOver }) => {
  const { username, password } = accounts.ada;
  const storms_s: number[] = [];
  while (!isOver()) {
    const begin_ms = performance.now();
    const answers = await Promise.all(Array.from({ length: signInsAtOnce }, () =>
      ada.client.call('POST', '/api/auth/login', { body: { username, password }, timeout_ms: answerTimeout_ms })));
    const refused = answers.find(({ status }) => status !== 200);
    if (refused !== undefined) throw new Error(`a sign-in answered ${refused.status}: ${refused.text}`);
    storms_s.push((performance.now() - begin_ms) / 1000);
  }
  return `${storms_s.length} × ${signInsAtOnce} sign-ins, ${number(median(storms_s))} s each`;
};

/// PostgreSQL's checkpoints, which it would make every five minutes.
export const checkpointing = (postgres: Postgres): Meanwhile => async ({ isOver }) => {
  let count = 0;
  while (!isOver()) {
    await pause(checkpointEach_ms);
    await postgres.query('postgres', 'CHECKPOINT');
    ++count;
  }
  return `${count} checkpoints`;
};
