-- Tickets that were sold elsewhere, brought in from a file: by a job, and once for each file. The file is kept until
-- its job ends, so that any node can run it.

CREATE TABLE imports (
  job_id @int64 PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  concert_id @int64 NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
  file_digest @bytes NOT NULL,
  file @bytes,
  UNIQUE (concert_id, file_digest)
) @strict;

-- What the seller calls the ticket. Only tickets that have one are in the index: an admission does not pay for it.
ALTER TABLE tickets ADD COLUMN reference TEXT;
CREATE UNIQUE INDEX tickets_reference ON tickets (concert_id, reference) WHERE reference IS NOT NULL;

-- For the list of a concert's refunds as a file.
CREATE INDEX refunds_concert ON refunds (concert_id, id);
