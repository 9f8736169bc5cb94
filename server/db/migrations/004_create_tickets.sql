-- A ticket's code is (key, concert, id, issue) and its signature; `pending` is what the ticket waits for, so
-- that one conditional update can refuse a second refund or transfer.

CREATE TABLE tickets (
  id @int64 PRIMARY KEY,
  concert_id @int64 NOT NULL REFERENCES concerts (id),
  ticket_number TEXT NOT NULL UNIQUE,
  serial @int64 NOT NULL CHECK (serial > 0),
  tier TEXT,
  status TEXT NOT NULL CHECK (
    status = 'created' OR status = 'sold' OR status = 'scanned_entry' OR status = 'attended'
    OR status = 'refunded' OR status = 'transferred'),
  price @int64 CHECK (price >= 0),
  buyer_name TEXT,
  buyer_email TEXT,
  buyer_search TEXT,
  original_buyer_id @int64 REFERENCES users (id),
  current_holder_id @int64 REFERENCES users (id),
  pending TEXT CHECK (pending IN ('refund', 'transfer')),
  issue INTEGER NOT NULL CHECK (issue BETWEEN 1 AND 65535),
  key_id INTEGER NOT NULL REFERENCES signing_keys (id),
  signature @bytes NOT NULL,
  last_scan_id @int64,
  sold_at @int64,
  created_at @int64 NOT NULL,
  updated_at @int64 NOT NULL,
  UNIQUE (concert_id, serial)
) @strict;

-- Sold and attended tickets are most of a concert's: a list of them walks the serials. Leaving them out here
-- spares each admission two writes in random places.
CREATE INDEX tickets_status ON tickets (concert_id, status, serial) WHERE status <> 'sold' AND status <> 'attended';
CREATE INDEX tickets_holder ON tickets (current_holder_id, id) WHERE current_holder_id IS NOT NULL;
CREATE INDEX tickets_buyer ON tickets (concert_id, serial) WHERE buyer_search IS NOT NULL;
