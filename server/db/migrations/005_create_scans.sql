-- Every judged attempt, accepted or refused. `request_digest` tells the same scan_id with another body;
-- `ticket_status` and `previous_scan_id` keep the verdict as it was given. A scan's id is the number of its fact in
-- the journal.

CREATE TABLE scans (
  id @int64 PRIMARY KEY,
  scan_id TEXT NOT NULL UNIQUE,
  request_digest @bytes NOT NULL,
  ticket_id @int64 REFERENCES tickets (id),
  concert_id @int64 REFERENCES concerts (id),
  scan_type TEXT NOT NULL CHECK (
    scan_type = 'attendance' OR scan_type = 'entry_check' OR scan_type = 'sale_confirmation'),
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused')),
  reason TEXT NOT NULL CHECK (
    reason = 'ok' OR reason = 'already_admitted' OR reason = 'not_sold' OR reason = 'refunded'
    OR reason = 'superseded' OR reason = 'wrong_concert' OR reason = 'unknown_ticket'
    OR reason = 'forged'),
  scanned_by_user_id @int64 NOT NULL REFERENCES users (id),
  location TEXT,
  notes TEXT,
  scanned_at @int64 NOT NULL,
  ticket_status TEXT,
  previous_scan_id @int64 REFERENCES scans (id),
  CHECK ((verdict = 'accepted') = (reason = 'ok'))
) @strict;


-- The promise of the house, as a constraint: a ticket is admitted once, ever.
CREATE UNIQUE INDEX scans_one_admission ON scans (ticket_id)
  WHERE scan_type = 'attendance' AND verdict = 'accepted';
-- All others, so that a scan is in one of the two indexes only.
CREATE INDEX scans_other ON scans (ticket_id, id)
  WHERE NOT (scan_type = 'attendance' AND verdict = 'accepted');

-- Admissions by the minute (microseconds, whole minutes), for the chart of arrivals.
CREATE TABLE arrivals (
  concert_id @int64 NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
  minute @int64 NOT NULL,
  admitted @int64 NOT NULL,
  PRIMARY KEY (concert_id, minute)
) @strict;
