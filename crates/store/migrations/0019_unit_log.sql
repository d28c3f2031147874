-- What units say of their event logs, and the events that their owners share.
--
-- How far the log of each unit is, and how its owner's switches stand. No row: it never said anything of either.
CREATE TABLE unit_log (
    unit INT8 PRIMARY KEY,
    -- Which log it is, from 0: with another key, as after a repair, the unit begins another.
    log INT8 NOT NULL,
    -- The newest head that it signed: the size only rises.
    size INT8,
    root BYTES,
    -- The switches, 0 or 1; nothing: it did not say.
    record INT8 CHECK (record IN (0, 1)),
    share INT8 CHECK (share IN (0, 1)),
    remote INT8 CHECK (remote IN (0, 1)),
    -- When they changed last.
    changed INT8
);
-- Events of units, a signed batch in each row.
CREATE TABLE event_batch (
    day INT8 NOT NULL,
    unit INT8 NOT NULL,
    -- The unit's log that they are of.
    log INT8 NOT NULL,
    -- 0 security, 1 network, 2 product.
    class INT8 NOT NULL,
    -- The numbers of its first and its last event. A batch that came again may hold more then: both stay, as they were signed.
    first INT8 NOT NULL,
    last INT8 NOT NULL,
    -- The unit's own number of the batch.
    number INT8 NOT NULL,
    -- When it came.
    taken INT8 NOT NULL,
    -- SHA-256 of the content.
    digest BYTES NOT NULL,
    -- Byte by byte as it was signed.
    content BYTES NOT NULL,
    PRIMARY KEY (day, unit, log, class, first, last)
);
CREATE INDEX event_batch_newest ON event_batch (unit, log, class, last);
