-- The limit of batching: 64 tickets admitted by one prepared statement, which commits by itself. What an admission
-- writes here, and what is left out in pgbench's favour, stands in admission.sql.
--
-- Run on a copy of a PostgreSQL database that `admitone_load prepare` has filled, where nothing was scanned yet:
--
--   pgbench DATABASE_URL -n -M prepared -f batch.sql -c CLIENTS -j 2 -t TRANSACTIONS -D number=0 \
--     -D clients=CLIENTS -D tickets=TICKETS -D first_ticket=FIRST -D user_id=ADMIN
--
-- with the variables of admission.sql; here 64 times CLIENTS times TRANSACTIONS is at most TICKETS, and as many scans
-- and attended tickets there are afterwards.

-- Clients take runs of 64 numbers in turn, so no two have the same.
\set first_number (:number * :clients + :client_id) * 64
\set number :number + 1

-- Steps of a prime, taken modulo the number of tickets, come to each ticket once before they come to one again (the
-- number would have to be a multiple of the prime), and far from the one before, as at a gate.
WITH wanted AS (
  SELECT CAST(:first_ticket AS bigint) + (:first_number + step) * 2654435761 % CAST(:tickets AS bigint) AS id
  FROM generate_series(CAST(0 AS bigint), 63) AS step
), admitted AS (
  UPDATE tickets SET status = 'attended', pending = NULL, last_scan_id = tickets.id,
    updated_at = CAST(extract(epoch FROM now()) * 1000000 AS bigint)
  FROM wanted
  WHERE tickets.id = wanted.id AND status = 'sold'
  RETURNING tickets.id, concert_id, updated_at
)
INSERT INTO scans (id, scan_id, request_digest, ticket_id, concert_id, scan_type, verdict, reason,
  scanned_by_user_id, location, scanned_at, ticket_status)
SELECT id, CAST(gen_random_uuid() AS text), decode(repeat('a1', 32), 'hex'), id, concert_id, 'attendance',
  'accepted', 'ok', :user_id, 'Gate ' || chr(65 + CAST(id % 4 AS integer)), updated_at, 'attended'
FROM admitted;
