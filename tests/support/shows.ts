// Concerts, tickets and scans for tests, made through the API.

import { randomUUID } from 'node:crypto';

import { expectStatus, type Answer } from './client.ts';
import type { Person } from './people.ts';
import type {
  Attendance, Concert, CreatedTickets, List, Scan, ScanType, Ticket,
} from './wire.ts';

/// How long a thing that must take effect "within a second" may take here. Sanitized servers are several
/// times slower, so script/test asks for patience.
export const second_ms = 1000 * Number(process.env['ADMITONE_TEST_PATIENCE'] ?? 1);

export const someConcert = {
  name: 'Nachtmusik im Hof',
  date: '2027-06-18T20:00:00+02:00',
  venue: 'Hof der Alten Münze',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
};

export const addConcert = (ada: Person, changes: object = {}): Promise<Concert> =>
  ada.post<Concert>('/api/concerts/', { ...someConcert, ...changes }, 201);

export const addTickets = (
  ada: Person,
  concert: Concert,
  quantity: number,
  changes: object = { price: '49.50' },
): Promise<CreatedTickets> =>
  ada.post<CreatedTickets>(`/api/tickets/create/${concert.id}`, { quantity, ...changes }, 201);

/// A ticket whose code is at hand.
export type OpenTicket = Ticket & { qr_code_data: string };

export function withCode(ticket: Ticket): OpenTicket {
  const { qr_code_data } = ticket;
  if (qr_code_data === null) throw new Error(`ticket ${ticket.id} came without its code`);
  return { ...ticket, qr_code_data };
}

export async function sell(ada: Person, ticket: Ticket, holder?: Person): Promise<OpenTicket> {
  const sale = {
    buyer_name: 'Berta Buyer',
    buyer_email: 'berta@example.org',
    ...(holder === undefined ? {} : { holder_username: holder.username }),
  };
  return withCode(await ada.post<Ticket>(`/api/tickets/${ticket.id}/mark-sold`, sale, 200));
}

/// New tickets of the concert, all sold; at most 100.
export async function soldTickets(
  ada: Person,
  concert: Concert,
  quantity: number,
  holder?: Person,
): Promise<OpenTicket[]> {
  const { tickets } = await addTickets(ada, concert, quantity);
  return Promise.all(tickets.map((ticket) => sell(ada, ticket, holder)));
}

/// One new ticket, sold.
export async function soldTicket(
  ada: Person,
  concert: Concert,
  holder?: Person,
): Promise<OpenTicket> {
  const [ticket] = await soldTickets(ada, concert, 1, holder);
  if (ticket === undefined) throw new Error('no ticket was created');
  return ticket;
}

export interface Attempt {
  code?: string;
  ticket_number?: string;
  scan_type?: ScanType;
  concert_id?: number;
  location?: string;
  notes?: string;
  scan_id?: string;
}

/// A scan for attendance unless it says otherwise; whatever the answer is.
export const tryScan = (by: Person, attempt: Attempt): Promise<Answer<Scan>> =>
  by.call<Scan>('POST', '/api/scans/', {
    body: { scan_type: 'attendance', scan_id: randomUUID(), ...attempt },
  });

/// A scan that must be judged now.
export async function scan(by: Person, attempt: Attempt): Promise<Scan> {
  return expectStatus(await tryScan(by, attempt), 201, 'POST /api/scans/');
}

export const attendanceOf = (by: Person, concert: Concert): Promise<Attendance> =>
  by.get<Attendance>(`/api/scans/concert/${concert.id}/attendance`);

/// All items of a list, page after page.
export async function all<T>(by: Person, path: string, limit = 200): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const url = new URL(path, 'http://list');
    url.searchParams.set('limit', String(limit));
    if (cursor !== null) url.searchParams.set('cursor', cursor);
    const page: List<T> = await by.get<List<T>>(url.pathname + url.search);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

export const historyOf = (by: Person, ticketId: number): Promise<Scan[]> =>
  all<Scan>(by, `/api/scans/ticket/${ticketId}`);

/// A generator of numbers in [0, 1) that a seed determines (mulberry32), so that a failure can be repeated.
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const sleep = (duration_ms: number): Promise<void> =>
  new Promise((done) => setTimeout(done, duration_ms));

/// Waits until the condition holds; fails with `complaint` when it does not in time.
export async function until(
  complaint: string,
  condition: () => Promise<boolean>,
  timeout_ms = second_ms,
): Promise<void> {
  const deadline = Date.now() + timeout_ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${complaint} within ${timeout_ms} ms`);
    await sleep(20);
  }
}
