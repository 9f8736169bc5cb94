-- People, and the sessions in which they are signed in.
--
-- Here and in later migrations a list of allowed words is written with OR: for IN (…) with more than two
-- values SQLite builds a temporary table each time a row is written.

CREATE TABLE users (
  id @identity,
  username TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role = 'admin' OR role = 'scanner' OR role = 'viewer'),
  password_hash TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  email_verified_at @int64,
  created_at @int64 NOT NULL,
  updated_at @int64 NOT NULL
) @strict;

CREATE UNIQUE INDEX users_username ON users (lower(username));
CREATE UNIQUE INDEX users_email ON users (lower(email));

-- The refresh token is kept as a digest only. A session ends once and never begins again.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id @int64 NOT NULL REFERENCES users (id),
  refresh_digest @bytes NOT NULL,
  created_at @int64 NOT NULL,
  refreshed_at @int64 NOT NULL,
  expires_at @int64 NOT NULL,
  ended_at @int64
) @strict;

CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;
