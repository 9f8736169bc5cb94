// Houses larger than the load program would ever sell: real tickets, made through the API, evenly spread among
// others that are written straight into the database.
//
// The others are sold tickets like the real ones, but for their signatures, which nobody will present.

import { writeFile } from 'node:fs/promises';

import { Client } from '../../tests/support/client.ts';
import { accounts, logIn, type Person } from '../../tests/support/people.ts';
import type { Server } from '../../tests/support/server.ts';
import { addConcert } from '../../tests/support/shows.ts';
import type { CreatedTickets, Ticket } from '../../tests/support/wire.ts';
import type { House } from './houses.ts';
import { note, perform } from './programs.ts';
import type { Workshop } from './workshop.ts';

/// As many as an answer to creating tickets shows.
const ticketsInBlock = 100;
/// Calls at once while tickets are sold.
const connections = 32;

/// Each character of a ticket number is five bits of the serial, scattered over 40 bits so that neighbours lie far
/// apart in the index, as random numbers do. Multiplying by an odd number maps no two serials to the same 40 bits, and
/// with this one the product of 10,000,000 still is within 63.
const scatter = 912_345_678_911;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/// Makes the real tickets of an empty house through the server that runs on it, and leaves their codes in the house's
/// file. Returns the concert's id.
export async function makeRealTickets(
  workshop: Workshop,
  house: House,
  server: Server,
  scannable: number,
): Promise<number> {
  const blocks = Math.ceil(scannable / ticketsInBlock);
  const stride = Math.floor(house.ticketCount / blocks);
  if (stride < ticketsInBlock) throw new Error('more tickets to be scanned than the house has');
  const client = new Client(server.url);
  try {
    const ada = await logIn(client, accounts.ada);
    const concert = await addConcert(ada);
    const tickets: Ticket[] = [];
    for (let block = 0; block < blocks; ++block) {
      const { tickets: made } = await ada.post<CreatedTickets>(
        `/api/tickets/create/${concert.id}`, { quantity: ticketsInBlock, price: '49.50' }, 201,
      );
      tickets.push(...made);
      const end = block + 1 === blocks ? house.ticketCount : stride * (block + 1);
      if (end > stride * block + ticketsInBlock) await query(workshop, house, leaveRoom(concert.id, end));
    }
    const codes = await sellAll(ada, tickets);
    await writeFile(house.ticketsFile, `${concert.id} ${codes.length}\n${codes.join('\n')}\n`);
    return concert.id;
  } finally {
    client.close();
  }
}

/// Writes all other tickets of the concert. No server may run on the house.
export async function makeOtherTickets(workshop: Workshop, house: House, concertId: number): Promise<void> {
  note(`  the others of ${house.ticketCount}`);
  await query(workshop, house, insertOthers(house, concertId));
}

/// The next ticket made has the id and the serial after `last`.
const leaveRoom = (concertId: number, last: number): string => `
  BEGIN;
  UPDATE counters SET value = ${last} WHERE name = 'tickets';
  UPDATE attendance SET last_serial = ${last} WHERE concert_id = ${concertId};
  COMMIT;`;

async function sellAll(ada: Person, tickets: readonly Ticket[]): Promise<string[]> {
  const codes = new Array<string>(tickets.length);
  let next = 0;
  const sell = async (): Promise<void> => {
    while (next < tickets.length) {
      const place = next++;
      const ticket = tickets[place];
      if (ticket === undefined) throw new Error('fewer tickets than were counted');
      const sale = { buyer_name: `Buyer ${ticket.serial}`, buyer_email: `buyer${ticket.serial}@example.org` };
      const { qr_code_data } = await ada.post<Ticket>(`/api/tickets/${ticket.id}/mark-sold`, sale, 200);
      if (qr_code_data === null) throw new Error(`ticket ${ticket.id} came without its code`);
      codes[place] = qr_code_data;
    }
  };
  await Promise.all(Array.from({ length: connections }, sell));
  return codes;
}

/// Tickets for all ids that are free, like the first one of the concert but for what is its own.
function insertOthers(house: House, concertId: number): string {
  const isSqlite = house.engine === 'sqlite';
  const numbers = isSqlite
    ? `(SELECT value AS id FROM generate_series(1, ${house.ticketCount}))`
    : `(SELECT value AS id FROM generate_series(1::bigint, ${house.ticketCount}) AS series(value))`;
  const scattered = `((others.id * ${scatter}) & ((1${isSqlite ? '' : '::bigint'} << 40) - 1))`;
  const character = (place: number): string =>
    `substr('${alphabet}', CAST((${scattered} >> ${5 * place}) & 31 AS INTEGER) + 1, 1)`;
  const half = (first: number): string => [0, 1, 2, 3].map((place) => character(first + place)).join(' || ');
  const signature = isSqlite ? 'randomblob(64)' : `decode(repeat(md5(others.id::text), 4), 'hex')`;
  // Their foreign keys are those of a real ticket.
  return `
    ${isSqlite ? '' : 'SET session_replication_role = replica;'}
    BEGIN;
    INSERT INTO tickets (id, concert_id, ticket_number, serial, status, price, buyer_name, buyer_email, buyer_search,
      issue, key_id, signature, sold_at, created_at, updated_at)
    SELECT others.id, model.concert_id, ${half(0)} || '-' || ${half(4)} || '-FFFF', others.id, 'sold', model.price,
      'Buyer ' || others.id, 'buyer' || others.id || '@example.org',
      'buyer ' || others.id || ' buyer' || others.id || '@example.org',
      1, model.key_id, ${signature}, model.sold_at, model.created_at, model.updated_at
    FROM ${numbers} AS others
    CROSS JOIN (SELECT * FROM tickets WHERE concert_id = ${concertId} AND serial = 1) AS model
    WHERE NOT EXISTS (SELECT 1 FROM tickets AS real WHERE real.id = others.id)
    ORDER BY others.id;
    UPDATE attendance SET
      sold = (SELECT count(*) FROM tickets WHERE concert_id = ${concertId}),
      revenue = (SELECT sum(price) FROM tickets WHERE concert_id = ${concertId})
    WHERE concert_id = ${concertId};
    COMMIT;
    ${isSqlite ? '' : 'CLUSTER tickets USING tickets_pkey;'}`;
}

async function query(workshop: Workshop, house: House, sql: string): Promise<void> {
  if (house.engine === 'postgres') {
    await (await workshop.postgres()).query(house.store, sql);
  } else {
    // Beside a server, that one alone copies the log into the database. A GiB of cache, as numbers are inserted in
    // random places of their index.
    const settings = '.timeout 10000\nPRAGMA synchronous = OFF;\nPRAGMA wal_autocheckpoint = 0;\n'
      + 'PRAGMA cache_size = -1048576;\n';
    await perform('sqlite3', ['-bail', house.store], { input: settings + sql });
  }
}
