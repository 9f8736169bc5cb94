// Another ticketing database on PostgreSQL, as people move in from one: integer ids, bcrypt hashes,
// enumerations in upper or lower case.

import { createPostgres, postgresUrl, type TestDatabase } from './databases.ts';
import type { Account } from './people.ts';

export type Case = 'upper' | 'lower';

/// Shorter than a new password may be, as some old ones are.
export const otherAccounts = {
  olga: { username: 'olga', email: 'olga@example.org', password: 'old pass' },
  sven: { username: 'sven', email: 'sven@example.org', password: 'sam old1' },
  hugo: { username: 'hugo', email: 'hugo@example.org', password: 'old pass' },
} as const satisfies Record<string, Account>;

const hashes = {
  olga: '$2b$04$abcdefghijklmnopqrstuu8.R8G1FF0dQQes3C/Qtadu0BQh0Ysm2',
  sven: '$2b$04$abcdefghijklmnopqrstuuatALXnuyuwydJP1ruoZ.iGMH1pbijy6',
};

/// Two concerts; of the first one's tickets 101 is sold to hugo, 102 was admitted, 103 was refunded,
/// 104 is unsold, 105 waits for a refund and 106 for a transfer to sven.
export async function otherHouse(how: Case): Promise<TestDatabase> {
  if (postgresUrl === undefined) throw new Error('ADMITONE_TEST_POSTGRES is not set');
  const database = await createPostgres(postgresUrl);
  const word = (text: string): string => `'${how === 'upper' ? text.toUpperCase() : text}'`;
  const words = (...all: string[]): string => all.map(word).join(', ');
  await database.query(`
    CREATE TYPE user_role AS ENUM (${words('admin', 'scanner', 'viewer')});
    CREATE TYPE ticket_status AS ENUM (${words('created', 'sold', 'scanned_entry', 'attended',
      'refunded', 'transferred')});
    CREATE TABLE users (id SERIAL PRIMARY KEY, username VARCHAR, email VARCHAR,
      hashed_password VARCHAR, role user_role, is_active BOOLEAN,
      created_at TIMESTAMP DEFAULT now(), updated_at TIMESTAMP);
    CREATE TABLE concerts (id SERIAL PRIMARY KEY, name VARCHAR, date TIMESTAMP WITH TIME ZONE,
      venue VARCHAR, description TEXT, created_at TIMESTAMP DEFAULT now());
    CREATE TABLE tickets (id SERIAL PRIMARY KEY, concert_id INTEGER, ticket_number VARCHAR,
      qr_code_data TEXT, status ticket_status, price NUMERIC(10, 2), buyer_name VARCHAR,
      buyer_email VARCHAR, original_buyer_id INTEGER, current_holder_id INTEGER,
      sold_at TIMESTAMP, created_at TIMESTAMP DEFAULT now(), updated_at TIMESTAMP);
    CREATE TABLE scans (id SERIAL PRIMARY KEY, ticket_id INTEGER, scanned_by_user_id INTEGER,
      scan_type VARCHAR, location VARCHAR, notes TEXT, scanned_at TIMESTAMP);
    CREATE TABLE refunds (id SERIAL PRIMARY KEY, ticket_id INTEGER, requested_by_user_id INTEGER,
      reason TEXT, amount DOUBLE PRECISION, status VARCHAR, requested_at TIMESTAMP);
    CREATE TABLE transfers (id SERIAL PRIMARY KEY, ticket_id INTEGER, from_user_id INTEGER,
      to_user_id INTEGER, status VARCHAR, initiated_at TIMESTAMP);

    INSERT INTO users (id, username, email, hashed_password, role, is_active) VALUES
      (3, 'olga', 'olga@example.org', '${hashes.olga}', ${word('admin')}, true),
      (5, 'sven', 'sven@example.org', '${hashes.sven}', ${word('scanner')}, true),
      (8, 'hugo', 'hugo@example.org', '${hashes.olga}', ${word('viewer')}, true),
      (9, 'gone', 'gone@example.org', '${hashes.olga}', ${word('viewer')}, false);
    INSERT INTO concerts (id, name, date, venue) VALUES
      (7, 'Sommerfest', '2027-07-01 20:00+02', 'Am See'), (9, 'Herbst', '2027-10-01 20:00+02', 'Saal');
    INSERT INTO tickets (id, concert_id, ticket_number, qr_code_data, status, price, buyer_name,
        buyer_email, original_buyer_id, current_holder_id, sold_at) VALUES
      (101, 7, 'TKT-0001', 'TKT-0001', ${word('sold')}, 20, 'Hugo', 'hugo@example.org', 8, 8, now()),
      (102, 7, 'TKT-0002', 'TKT-0002', ${word('attended')}, 20.50, 'Ida', 'ida@example.org', NULL, NULL, now()),
      (103, 7, 'TKT-0003', 'TKT-0003', ${word('refunded')}, 30, 'Jan', NULL, 8, 8, now()),
      (104, 7, 'TKT-0004', 'TKT-0004', ${word('created')}, 20, NULL, NULL, NULL, NULL, NULL),
      (105, 7, 'TKT-0005', 'TKT-0005', ${word('sold')}, 20, 'Hugo', '', 8, 8, now()),
      (106, 7, 'TKT-0006', 'TKT-0006', ${word('transferred')}, 20, 'Hugo', NULL, 8, 8, now());
    INSERT INTO scans (id, ticket_id, scanned_by_user_id, scan_type, location, scanned_at) VALUES
      (1, 102, 5, ${word('entry_check')}, 'Outer', '2026-07-01 18:00'),
      (2, 102, 5, ${word('attendance')}, 'Gate B', '2026-07-01 18:05'),
      (3, 102, 5, ${word('attendance')}, 'Gate C', '2026-07-01 18:06');
    INSERT INTO refunds (id, ticket_id, requested_by_user_id, reason, amount, status, requested_at) VALUES
      (1, 103, 8, 'ill', 25.5, ${word('completed')}, now()),
      (4, 105, 8, 'ill', 20, ${word('pending')}, now());
    INSERT INTO transfers (id, ticket_id, from_user_id, to_user_id, status, initiated_at) VALUES
      (2, 106, 8, 5, ${word('pending')}, now());`);
  return database;
}
