-- Concerts, and the counts of their tickets by status and of scans by gate: kept up to date by each
-- transaction that changes them, so that reading them costs the same at any size.

CREATE TABLE concerts (
  id @identity,
  name TEXT NOT NULL,
  date @int64 NOT NULL,
  venue TEXT NOT NULL,
  description TEXT NOT NULL,
  timezone TEXT NOT NULL,
  currency TEXT NOT NULL,
  capacity @int64 CHECK (capacity > 0),
  created_at @int64 NOT NULL
) @strict;

CREATE TABLE attendance (
  concert_id @int64 PRIMARY KEY REFERENCES concerts (id) ON DELETE CASCADE,
  last_serial @int64 NOT NULL DEFAULT 0,
  created @int64 NOT NULL DEFAULT 0 CHECK (created >= 0),
  sold @int64 NOT NULL DEFAULT 0 CHECK (sold >= 0),
  transferred @int64 NOT NULL DEFAULT 0 CHECK (transferred >= 0),
  scanned_entry @int64 NOT NULL DEFAULT 0 CHECK (scanned_entry >= 0),
  attended @int64 NOT NULL DEFAULT 0 CHECK (attended >= 0),
  refunded @int64 NOT NULL DEFAULT 0 CHECK (refunded >= 0),
  revenue @int64 NOT NULL DEFAULT 0
) @strict;

CREATE TABLE attendance_locations (
  concert_id @int64 NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
  location TEXT NOT NULL,
  accepted @int64 NOT NULL,
  refused @int64 NOT NULL,
  last_scanned_at @int64 NOT NULL,
  PRIMARY KEY (concert_id, location)
) @strict;
