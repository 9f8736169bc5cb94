-- Whether each buyer of an import gets a letter with the ticket: as whoever sent the file chose.

ALTER TABLE imports ADD COLUMN sends_letters INTEGER NOT NULL DEFAULT 0;
