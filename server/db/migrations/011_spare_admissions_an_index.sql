-- Lists by status have an index of the rare ones. It held `status` itself, so PostgreSQL wrote a new entry into every
-- index of a ticket whenever its status changed, though a sold ticket and an attended one are both not in it. A column
-- of its own stays empty through an admission, and the row's new version needs no entry anywhere.

DROP INDEX tickets_status;
ALTER TABLE tickets ADD COLUMN rare_status TEXT
  GENERATED ALWAYS AS (CASE WHEN status <> 'sold' AND status <> 'attended' THEN status END) @generated;
CREATE INDEX tickets_rare_status ON tickets (concert_id, rare_status, serial) WHERE rare_status IS NOT NULL;
