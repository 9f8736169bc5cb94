-- What holders ask for. One pending of each kind a ticket here; never both, by tickets.pending.

CREATE TABLE refunds (
  id @identity,
  ticket_id @int64 NOT NULL REFERENCES tickets (id),
  concert_id @int64 NOT NULL REFERENCES concerts (id),
  requested_by_user_id @int64 NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  amount @int64 NOT NULL CHECK (amount >= 0),
  status TEXT NOT NULL CHECK (
    status = 'pending' OR status = 'approved' OR status = 'rejected' OR status = 'completed'),
  notes TEXT,
  decided_by_user_id @int64 REFERENCES users (id),
  requested_at @int64 NOT NULL,
  decided_at @int64,
  completed_at @int64
) @strict;

CREATE UNIQUE INDEX refunds_one_pending ON refunds (ticket_id) WHERE status = 'pending';
CREATE INDEX refunds_ticket ON refunds (ticket_id, id);
CREATE INDEX refunds_requester ON refunds (requested_by_user_id, id);
CREATE INDEX refunds_status ON refunds (status, id);

CREATE TABLE transfers (
  id @identity,
  ticket_id @int64 NOT NULL REFERENCES tickets (id),
  concert_id @int64 NOT NULL REFERENCES concerts (id),
  from_user_id @int64 NOT NULL REFERENCES users (id),
  to_user_id @int64 REFERENCES users (id),
  to_email TEXT,
  status TEXT NOT NULL CHECK (
    status = 'pending' OR status = 'accepted' OR status = 'rejected' OR status = 'completed'
    OR status = 'cancelled'),
  notes TEXT,
  initiated_at @int64 NOT NULL,
  decided_at @int64,
  CHECK ((to_user_id IS NULL) <> (to_email IS NULL) OR status <> 'pending')
) @strict;

CREATE UNIQUE INDEX transfers_one_pending ON transfers (ticket_id) WHERE status = 'pending';
CREATE INDEX transfers_ticket ON transfers (ticket_id, id);
CREATE INDEX transfers_from ON transfers (from_user_id, id);
CREATE INDEX transfers_to ON transfers (to_user_id, id);
CREATE INDEX transfers_email ON transfers (lower(to_email), id) WHERE status = 'pending';
