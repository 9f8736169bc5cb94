-- Orders of tickets that were accepted and are being stored, a part in each transaction: ids and serials are theirs from
-- the beginning, `stored` tells how many tickets are there. The last part removes the row, so what is here is to be
-- gone on with. There are a few rows at most, if any: no index is worth its writes.

CREATE TABLE ticket_orders (
  first_ticket_id @int64 PRIMARY KEY,
  concert_id @int64 NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
  first_serial @int64 NOT NULL CHECK (first_serial > 0),
  quantity @int64 NOT NULL,
  stored @int64 NOT NULL DEFAULT 0,
  price @int64 CHECK (price >= 0),
  tier TEXT,
  requested_by_user_id @int64 NOT NULL REFERENCES users (id),
  created_at @int64 NOT NULL,
  CHECK (stored >= 0 AND stored < quantity)
) @strict;
