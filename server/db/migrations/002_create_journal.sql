-- Append-only facts. `number` comes from a counter row that stays locked until the commit, so a reader who
-- has seen number n will never meet a smaller one later: on PostgreSQL a sequence would not promise that.

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value @int64 NOT NULL
) @strict;

-- journal: the last fact's number. tickets: the last ticket id given out. setup: 1 once the first
-- administrator exists.
INSERT INTO counters (name, value) VALUES ('journal', 0), ('tickets', 0), ('setup', 0);

CREATE TABLE journal (
  number @int64 PRIMARY KEY,
  at @int64 NOT NULL,
  kind TEXT NOT NULL,
  actor_user_id @int64,
  concert_id @int64,
  ticket_id @int64,
  subject_id @int64,
  detail TEXT NOT NULL
) @strict;

CREATE INDEX journal_concert ON journal (concert_id, number);
-- Most facts are scans. They are found by their scan, whose id is the fact's number, or by walking back; the
-- indexes below leave them out, because each admission would pay for them.
CREATE INDEX journal_kind ON journal (kind, number) WHERE kind <> 'scan.accepted' AND kind <> 'scan.refused';
CREATE INDEX journal_ticket ON journal (ticket_id, number)
  WHERE ticket_id IS NOT NULL AND kind <> 'scan.accepted' AND kind <> 'scan.refused';

-- The private half is sealed with a key derived from the installation's secret.
CREATE TABLE signing_keys (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
  public_key @bytes NOT NULL,
  sealed_private_key @bytes NOT NULL,
  created_at @int64 NOT NULL
) @strict;
