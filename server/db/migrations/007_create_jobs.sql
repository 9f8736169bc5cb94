-- Work that outlasts a request: print sheets and imports. A job is run by one process at a time, the one whose
-- token is in `lease`; when that has not been heard of until `leased_until`, another may take the job over. The
-- statement that ends a job names its lease, in the transaction of what the job did: so it is done once.

CREATE TABLE jobs (
  id @identity,
  kind TEXT NOT NULL CHECK (kind IN ('print_sheet', 'import')),
  concert_id @int64 NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
  requested_by_user_id @int64 NOT NULL REFERENCES users (id),
  status TEXT NOT NULL CHECK (
    status = 'queued' OR status = 'running' OR status = 'done' OR status = 'failed'),
  done @int64 NOT NULL DEFAULT 0,
  total @int64 NOT NULL,
  detail TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease TEXT,
  leased_until @int64,
  created_at @int64 NOT NULL,
  finished_at @int64
) @strict;

CREATE INDEX jobs_concert ON jobs (concert_id, id);
CREATE INDEX jobs_unfinished ON jobs (id) WHERE finished_at IS NULL;

-- What a print sheet's job draws: tickets by serial. `file_name` is below the server's folder of files, once drawn.
CREATE TABLE print_sheets (
  job_id @int64 PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  first_serial @int64 NOT NULL,
  last_serial @int64 NOT NULL CHECK (last_serial >= first_serial),
  page TEXT NOT NULL,
  grid TEXT NOT NULL,
  file_name TEXT,
  file_bytes @int64
) @strict;
