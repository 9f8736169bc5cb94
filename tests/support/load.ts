// Scan load: workers that scan tickets over and over until they are told to stop, and remember every
// answer. What they remember is then held against what the server knows.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import type { Answer } from './client.ts';
import type { Person } from './people.ts';
import {
  all, attendanceOf, historyOf, sleep, tryScan, type Attempt, type OpenTicket,
} from './shows.ts';
import type { Concert, Fact, Scan, Ticket } from './wire.ts';

/// A server that cannot serve is left alone for a moment, as gates do.
const pauseAfter503_ms = 25;

export interface Sent {
  attempt: Attempt & { scan_id: string };
  /// None when the connection broke before an answer came.
  answer: Answer<Scan> | null;
}

export interface LoadOptions {
  workers: number;
  random: () => number;
  /// What to do when no answer came: workers of a killed server stop, others go on.
  stopWithoutAnswer: boolean;
}

export class ScanLoad {
  readonly sent: Sent[] = [];
  #stopping = false;
  readonly #workers: Promise<void>[];

  constructor(scanner: () => Person, tickets: OpenTicket[], options: LoadOptions) {
    this.#workers = Array.from({ length: options.workers }, (_, worker) =>
      this.#work(worker, scanner, tickets, options),
    );
  }

  get answered(): (Sent & { answer: Answer<Scan> })[] {
    return this.sent.flatMap((sent) =>
      sent.answer === null ? [] : [{ attempt: sent.attempt, answer: sent.answer }],
    );
  }

  /// Lets the scans under way come to their end.
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#workers);
  }

  async #work(
    worker: number,
    scanner: () => Person,
    tickets: OpenTicket[],
    { random, stopWithoutAnswer }: LoadOptions,
  ): Promise<void> {
    while (!this.#stopping) {
      const ticket = tickets[Math.floor(random() * tickets.length)];
      assert.ok(ticket);
      const sent: Sent = {
        attempt: {
          code: ticket.qr_code_data,
          location: `Gate ${worker % 4}`,
          scan_id: randomUUID(),
        },
        answer: null,
      };
      this.sent.push(sent);
      try {
        sent.answer = await tryScan(scanner(), sent.attempt);
        if (sent.answer.status === 503) await sleep(pauseAfter503_ms);
      } catch {
        // The connection broke: nobody was told a verdict, so either may hold.
        if (stopWithoutAnswer) return;
      }
    }
  }
}

/// Sends the scans that were told 503 once more, each with its scan_id, as a gate does; the verdicts that
/// they get now become their answers.
export async function retryUnavailable(scanner: Person, sent: Sent[]): Promise<void> {
  const unavailable = sent.filter(({ answer }) => answer?.status === 503);
  await inBatches(unavailable, async (scan) => {
    scan.answer = await tryScan(scanner, scan.attempt);
    assert.ok([200, 201].includes(scan.answer.status), scan.answer.text);
  });
}

/// Asks again for each scan that was answered with a verdict: it must stand as it was told.
export async function assertVerdictsStand(scanner: Person, sent: Sent[]): Promise<void> {
  const told = sent.filter(({ answer }) => answer?.status === 201 || answer?.status === 200);
  await inBatches(told, async ({ attempt, answer }) => {
    const again = await tryScan(scanner, attempt);
    assert.equal(again.status, 200, `a scan that was answered is gone: ${again.text}`);
    assert.deepEqual(again.body, answer?.body);
  });
}

/// 64 at a time.
async function inBatches<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < items.length; begin += 64) {
    await Promise.all(items.slice(begin, begin + 64).map(work));
  }
}

/// Tickets, scans, counts and journal tell the same story, in which nobody was admitted twice. Returns
/// every scan of the tickets.
export async function assertBooksAgree(
  { ada }: { ada: Person },
  concert: Concert,
): Promise<Map<string, Scan>> {
  const tickets = await all<Ticket>(ada, `/api/tickets/concert/${concert.id}`, 500);
  const scans: Scan[] = [];
  for (const ticket of tickets) {
    const history = await historyOf(ada, ticket.id);
    const accepted = history.filter(({ verdict }) => verdict === 'accepted').length;
    assert.ok(accepted <= 1, `ticket ${ticket.id} admitted ${accepted}`);
    assert.equal(ticket.status, accepted === 1 ? 'attended' : 'sold');
    scans.push(...history);
  }
  const accepted = scans.filter(({ verdict }) => verdict === 'accepted');
  const refused = scans.filter(({ verdict }) => verdict === 'refused');

  const counts = await attendanceOf(ada, concert);
  const sum = (of: 'accepted' | 'refused'): number =>
    counts.by_location.reduce((total, gate) => total + gate[of], 0);
  assert.deepEqual(
    [counts.attended, sum('accepted'), sum('refused')],
    [accepted.length, accepted.length, refused.length],
    'the counts are those of the history',
  );

  const facts = await all<Fact>(ada, `/api/journal/?concert_id=${concert.id}`, 500);
  const subjects = (kind: string): (number | null)[] =>
    facts.filter((fact) => fact.kind === kind).map(({ subject_id }) => subject_id).sort(byNumber);
  const ids = (of: Scan[]): number[] => of.map(({ id }) => id).sort(byNumber);
  assert.deepEqual(subjects('scan.accepted'), ids(accepted), 'the journal tells each admission');
  assert.deepEqual(subjects('scan.refused'), ids(refused), 'the journal tells each refusal');

  const byScanId = new Map(scans.map((scan) => [scan.scan_id, scan]));
  assert.equal(byScanId.size, scans.length, 'every scan is there once');
  return byScanId;
}

const byNumber = (a: number | null, b: number | null): number => (a ?? 0) - (b ?? 0);

/// No scan that was answered is missing from the books.
export function assertAllThere(books: Map<string, Scan>, sent: Sent[]): void {
  for (const { attempt, answer } of sent) {
    if (answer?.status !== 201 && answer?.status !== 200) continue;
    assert.deepEqual(books.get(attempt.scan_id), answer.body);
  }
}
