"""What the service asks PostgreSQL, each in one statement; the rules of admission are ADMIT."""

from sqlalchemy import text

FIND_USER = text("SELECT id, role, password_hash FROM users WHERE username = :username")

# Of two scans of one ticket at the same time the second waits for the first one's row, then finds it no longer sold;
# its own look at the ticket may be older, so what was sold and could not be admitted has been admitted meanwhile.
ADMIT = text("""
WITH admitted AS (
  UPDATE tickets SET status = 'attended', admitted_at = now()
  WHERE code = :code AND concert_id = :concert_id AND status = 'sold'
  RETURNING id
), judged (ticket_id, verdict, reason) AS (
  SELECT id, 'accepted', 'ok' FROM admitted
  UNION ALL
  SELECT id, 'refused', CASE
    WHEN concert_id <> :concert_id THEN 'wrong_concert'
    WHEN status = 'created' THEN 'not_sold'
    ELSE 'already_admitted' END
  FROM tickets WHERE code = :code AND NOT EXISTS (SELECT FROM admitted)
)
INSERT INTO scans (scan_id, ticket_id, concert_id, scan_type, verdict, reason, location, scanned_by)
SELECT CAST(:scan_id AS uuid), ticket_id, CAST(:concert_id AS bigint), CAST(:scan_type AS text),
  COALESCE(verdict, 'refused'), COALESCE(reason, 'unknown_ticket'), CAST(:location AS text),
  CAST(:user_id AS bigint)
FROM (SELECT) AS attempt LEFT JOIN judged ON true
RETURNING ticket_id, verdict, reason, scanned_at
""")

FIND_SCAN = text("""
SELECT s.ticket_id, s.concert_id, s.verdict, s.reason, s.location, s.scanned_at, t.code
FROM scans AS s LEFT JOIN tickets AS t ON t.id = s.ticket_id WHERE s.scan_id = :scan_id
""")

COUNT_ATTENDED = text("""
SELECT count(*) AS attended FROM tickets WHERE concert_id = :concert_id AND status = 'attended'
""")

COUNT_BY_LOCATION = text("""
SELECT COALESCE(location, '') AS location, count(*) FILTER (WHERE verdict = 'accepted') AS accepted,
  count(*) FILTER (WHERE verdict = 'refused') AS refused
FROM scans WHERE concert_id = :concert_id GROUP BY 1 ORDER BY 1
""")
