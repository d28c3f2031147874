-- The fleet: units in the field, and what each of them runs.
--
-- A unit that was not heard of for so many days is silent; nothing: as long as the program says.
ALTER TABLE product ADD COLUMN silent_after INT8;
CREATE TABLE unit (
    -- Dense, from 1 on: the key of everything that is done often.
    number INT8 PRIMARY KEY,
    id BYTES NOT NULL UNIQUE,
    product BYTES NOT NULL,
    serial TEXT NOT NULL,
    -- SHA-256 of its Ed25519 identity key, and the key; nothing where it has none yet.
    key BYTES,
    public_key BYTES,
    -- The highest counter of a signed request.
    counter INT8 NOT NULL,
    -- The hardware revision; empty where it is not known.
    hardware TEXT NOT NULL,
    -- The Member State where it was made available, as ISO 3166 alpha-2; nothing where nobody has said.
    market TEXT,
    -- Where its owner can be reached, sealed under the master key; nothing where it is not known.
    contact BYTES,
    -- expected: on a list, never heard of; active; decommissioned: the row stays, contact and secrets are gone.
    state TEXT NOT NULL CHECK (state IN ('expected', 'active', 'decommissioned')),
    -- Whether it was not heard of for too long. So is a unit that was never heard of, and a decommissioned one.
    silent INT8 NOT NULL,
    -- When it was first heard of, and last.
    enrolled INT8,
    last_seen INT8,
    created INT8 NOT NULL,
    -- Rises with every change by staff.
    version INT8 NOT NULL
);
CREATE UNIQUE INDEX unit_serial ON unit (serial, product);
CREATE UNIQUE INDEX unit_key ON unit (key);
CREATE INDEX unit_state ON unit (state, silent, number);
CREATE INDEX unit_product ON unit (product, state, silent, number);
-- The product comes last, so that counting by market needs no other table.
CREATE INDEX unit_market ON unit (market, state, silent, number, product);
-- Secrets of units, as hashes: a code by which a unit enrols once, its token at the hawkBit door, its owner's code.
CREATE TABLE unit_secret (
    unit INT8 NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('enrol-code', 'ddi-token', 'owner-code')),
    hash BYTES NOT NULL,
    expires INT8,
    made INT8 NOT NULL,
    PRIMARY KEY (unit, kind)
);
-- What each unit runs, part by part.
CREATE TABLE unit_runs (
    unit INT8 NOT NULL,
    part BYTES NOT NULL,
    -- Nothing: a version that the catalogue does not know. Its label stands beside it in any case.
    release BYTES,
    label TEXT NOT NULL,
    -- As in `unit`, so that counting needs no other table.
    silent INT8 NOT NULL,
    since INT8 NOT NULL,
    -- list: said by the factory; reported: said by the unit; proven: signed by the unit after its restart.
    source TEXT NOT NULL CHECK (source IN ('list', 'reported', 'proven')),
    PRIMARY KEY (unit, part)
);
CREATE INDEX unit_runs_release ON unit_runs (release, silent, unit);
-- What happened to a unit. `day` counts from the epoch; facts are a JSON object.
CREATE TABLE unit_history (
    day INT8 NOT NULL,
    id BYTES NOT NULL,
    unit INT8 NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (day, id)
);
CREATE INDEX unit_history_unit ON unit_history (unit, id);
-- Factory lists that were handed in. A list holds personal data and tokens: its name goes when it was worked off, and the
-- sweep erases it.
CREATE TABLE unit_import (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    name TEXT NOT NULL,
    list_blob BYTES,
    -- SHA-256 of the file, and its size.
    digest BYTES NOT NULL,
    bytes INT8 NOT NULL,
    person BYTES,
    -- waiting: it is worked off or will be; done; refused: nothing of it was taken.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused')),
    -- Why it was refused: a code, and words.
    reason TEXT,
    failure TEXT,
    -- How far it is: bytes of the file, and lines that were worked off, apart by what became of them.
    place INT8 NOT NULL,
    lines INT8 NOT NULL,
    made INT8 NOT NULL,
    changed INT8 NOT NULL,
    unchanged INT8 NOT NULL,
    refused INT8 NOT NULL,
    created INT8 NOT NULL,
    ended INT8
);
CREATE INDEX unit_import_blob ON unit_import (list_blob);
CREATE INDEX unit_import_waiting ON unit_import (id) WHERE state = 'waiting';
-- Lines that were refused: the first ones of each list. `field` is the column of the list.
CREATE TABLE unit_import_fault (
    import BYTES NOT NULL,
    line INT8 NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (import, line, field)
);
