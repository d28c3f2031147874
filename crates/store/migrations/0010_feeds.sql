-- Where advisories come from.
CREATE TABLE feed (
    id BYTES PRIMARY KEY,
    -- Unique and stable: by this name the advisory index knows its records.
    name TEXT NOT NULL UNIQUE,
    -- What is expected of it: osv, cve, csaf, euvd, kev, epss.
    kind TEXT NOT NULL,
    -- Where it is fetched from.
    url TEXT NOT NULL,
    -- Microseconds between two fetches.
    every INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on', 'off')),
    -- Not fetched before; failed attempts in a row draw it further out.
    due INT8 NOT NULL,
    tries INT8 NOT NULL,
    -- What the server said last: ETag and Last-Modified, to ask whether anything changed. For a provider of CSAF, the
    -- time of the newest change that was taken.
    etag TEXT,
    modified TEXT,
    -- SHA-256 of what was taken last, its size, and its records.
    digest BYTES,
    bytes INT8 NOT NULL,
    records INT8 NOT NULL,
    problems INT8 NOT NULL,
    -- When it was tried last, when that succeeded last, and as of when what is loaded is.
    tried INT8,
    succeeded INT8,
    as_of INT8,
    -- Why the last attempt failed; nothing where it did not.
    failure TEXT,
    -- An export that is much smaller than the one before, held back until somebody decides: its content and its numbers.
    held_blob BYTES,
    held_old INT8,
    held_new INT8,
    held_since INT8,
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX feed_held ON feed (held_blob);
CREATE INDEX feed_due ON feed (state, due);
-- Files that were handed in and wait to be taken, or were taken.
CREATE TABLE feed_import (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    content_blob BYTES NOT NULL,
    bytes INT8 NOT NULL,
    -- As of when it is, by the word of whoever handed it in.
    fetched INT8,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused', 'held')),
    failure TEXT,
    records INT8 NOT NULL,
    problems INT8 NOT NULL,
    -- What it gave, source by source, as a JSON array.
    report TEXT,
    -- Whether an export that shrank is to be taken all the same.
    anew INT8 NOT NULL,
    created INT8 NOT NULL,
    ended INT8
);
CREATE INDEX feed_import_blob ON feed_import (content_blob);
-- The advisories that are in force: the compiled index as a blob. The newest number counts.
CREATE TABLE advisories (
    number INT8 PRIMARY KEY,
    index_blob BYTES NOT NULL,
    digest BYTES NOT NULL,
    records INT8 NOT NULL,
    time INT8 NOT NULL
);
CREATE INDEX advisories_blob ON advisories (index_blob);
