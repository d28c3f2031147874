-- Settings that staff change by recorded actions.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
-- Secrets, sealed under the master key.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    sealed BYTES NOT NULL
);
-- Who leads what. Each takeover raises the epoch, and every write under a lease is conditional on it.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder BYTES NOT NULL,
    epoch INT8 NOT NULL,
    until INT8 NOT NULL
);
-- What a repeated request is answered with.
CREATE TABLE idempotency (
    day INT8 NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    request BYTES NOT NULL,
    answer BYTES NOT NULL,
    time INT8 NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_by_day ON idempotency (day);
-- Records as they were signed. Erasing one removes salt and envelope; its leaf stays.
CREATE TABLE record (
    id BYTES PRIMARY KEY,
    time INT8 NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    salt BYTES,
    envelope BYTES,
    CHECK ((salt IS NULL) = (envelope IS NULL))
);
CREATE INDEX record_by_actor ON record (actor, id);
CREATE INDEX record_by_subject ON record (subject, id);
CREATE INDEX record_by_kind ON record (kind, id);
-- Records that have no number yet.
CREATE TABLE record_waiting (
    id BYTES PRIMARY KEY REFERENCES record (id),
    leaf BYTES NOT NULL
);
-- The log's order, numbered from 0 without a gap.
CREATE TABLE record_number (
    number INT8 PRIMARY KEY,
    id BYTES NOT NULL UNIQUE REFERENCES record (id),
    leaf BYTES NOT NULL
);
-- Hashes of the log by C2SP tlog-tiles, height 8; a tile at the edge is shorter than 256 hashes.
CREATE TABLE ledger_tile (
    level INT8 NOT NULL,
    number INT8 NOT NULL,
    hashes BYTES NOT NULL,
    PRIMARY KEY (level, number)
);
-- The one head. note is the newest signed checkpoint, of the first signed records.
CREATE TABLE ledger_head (
    one INT8 PRIMARY KEY CHECK (one = 1),
    size INT8 NOT NULL,
    root BYTES NOT NULL,
    signed INT8 NOT NULL,
    note TEXT NOT NULL
);
