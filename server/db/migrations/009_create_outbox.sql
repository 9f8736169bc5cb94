-- Letters that wait to be sent, each written in the transaction of what it tells. `next_attempt_at` is also the
-- end of the lease of whoever sends one at this moment, and `attempts` tells the holders of two leases apart.
-- `ticket_issue` is the code that the letter is about: once there is a newer one, the letter is withdrawn.

CREATE TABLE letters (
  id @identity,
  kind TEXT NOT NULL CHECK (
    kind = 'ticket_sold' OR kind = 'ticket_received' OR kind = 'transfer_offered'
    OR kind = 'transfer_accepted' OR kind = 'refund_decided' OR kind = 'refund_completed'
    OR kind = 'verify_address'),
  to_email TEXT NOT NULL,
  message_key TEXT NOT NULL,
  ticket_id @int64 REFERENCES tickets (id),
  ticket_issue INTEGER,
  transfer_id @int64 REFERENCES transfers (id),
  refund_id @int64 REFERENCES refunds (id),
  user_id @int64 REFERENCES users (id),
  status TEXT NOT NULL CHECK (
    status = 'waiting' OR status = 'sent' OR status = 'given_up' OR status = 'withdrawn'),
  attempts INTEGER NOT NULL,
  last_error TEXT,
  created_at @int64 NOT NULL,
  next_attempt_at @int64 NOT NULL,
  sent_at @int64
) @strict;

CREATE INDEX letters_waiting ON letters (next_attempt_at, id) WHERE status = 'waiting';
CREATE INDEX letters_given_up ON letters (id) WHERE status = 'given_up';
CREATE INDEX letters_ticket ON letters (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX letters_user ON letters (user_id, id) WHERE user_id IS NOT NULL;

-- Of a link's token only the digest is kept. A new link leaves the earlier ones valid: a letter may arrive twice.
CREATE TABLE address_verifications (
  digest @bytes PRIMARY KEY,
  user_id @int64 NOT NULL REFERENCES users (id),
  email TEXT NOT NULL,
  created_at @int64 NOT NULL,
  expires_at @int64 NOT NULL,
  used_at @int64
) @strict;

CREATE INDEX address_verifications_user ON address_verifications (user_id);

-- Tickets that were sold to an address and are nobody's yet. The condition names no status, so that an admission
-- touches this index only on PostgreSQL, and there only for tickets without a holder.
CREATE INDEX tickets_unclaimed ON tickets (lower(buyer_email), id)
  WHERE current_holder_id IS NULL AND buyer_email IS NOT NULL;
