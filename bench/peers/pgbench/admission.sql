-- The database's own limit: one ticket admitted by one prepared statement, which commits by itself.
--
-- Run on a copy of a PostgreSQL database that `admitone_load prepare` has filled, where nothing was scanned yet:
--
--   pgbench DATABASE_URL -n -M prepared -f admission.sql -c CLIENTS -j 2 -t TRANSACTIONS -D number=0 \
--     -D clients=CLIENTS -D tickets=TICKETS -D first_ticket=FIRST -D user_id=ADMIN
--
--   clients        the same number as -c. CLIENTS times TRANSACTIONS is at most TICKETS: each ticket is taken once
--   tickets        how many the concert has, all sold, with ids that follow each other from
--   first_ticket   SELECT min(id) FROM tickets
--   user_id        who scans: SELECT min(id) FROM users
--
-- Afterwards (SELECT count(*) FROM scans) = (SELECT count(*) FROM tickets WHERE status = 'attended') =
-- CLIENTS times TRANSACTIONS, or the figure is worth nothing.
--
-- It writes the ticket and the scan as the server does, with their constraints, indexes and keys. The server also
-- writes the journal and its counter, the attendance, the gate's count and the arrivals; looks for the scan_id, the
-- ticket, its concert and earlier scans; reports all that to its caller; and speaks HTTP. Leaving this out
-- flatters pgbench, above all because the counters are rows that every admission would wait for. What it does share
-- between clients is the schema's own: each scan refers to the one concert and the one user, and locks their rows
-- (shared) until its commit.

-- Clients take numbers in turn, so no two have the same; permute() makes a ticket of each, in a random order.
\set ticket :first_ticket + permute(:number * :clients + :client_id, :tickets, 1)
\set number :number + 1

WITH admitted AS (
  UPDATE tickets SET status = 'attended', pending = NULL, last_scan_id = id,
    updated_at = CAST(extract(epoch FROM now()) * 1000000 AS bigint)
  WHERE id = :ticket AND status = 'sold'
  RETURNING id, concert_id, updated_at
)
-- The ticket's id is the scan's id as well: unique without a counter to wait for.
INSERT INTO scans (id, scan_id, request_digest, ticket_id, concert_id, scan_type, verdict, reason,
  scanned_by_user_id, location, scanned_at, ticket_status)
SELECT id, CAST(gen_random_uuid() AS text), decode(repeat('a1', 32), 'hex'), id, concert_id, 'attendance',
  'accepted', 'ok', :user_id, 'Gate ' || chr(65 + CAST(id % 4 AS integer)), updated_at, 'attended'
FROM admitted;
