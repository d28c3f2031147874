-- What monitoring has still to look at, what it knows, and what it concludes.
--
-- Batches of events that no detector saw yet. A unit is always in the same shard.
CREATE TABLE event_waiting (
    shard INT8 NOT NULL,
    unit INT8 NOT NULL,
    log INT8 NOT NULL,
    class INT8 NOT NULL,
    first INT8 NOT NULL,
    last INT8 NOT NULL,
    day INT8 NOT NULL,
    PRIMARY KEY (shard, unit, log, class, first, last)
);
-- What was sent before anything looked at it.
INSERT INTO event_waiting (shard, unit, log, class, first, last, day)
    SELECT unit % 256, unit, log, class, first, last, day FROM event_batch;
-- What expires is found class by class.
CREATE INDEX event_batch_class ON event_batch (class, day, unit, log, first, last);
-- How much each unit sent today. No row: nothing.
CREATE TABLE event_quota (
    unit INT8 PRIMARY KEY,
    day INT8 NOT NULL,
    events INT8 NOT NULL
);
-- What is known of a unit: a small state, never its events.
CREATE TABLE unit_watch (
    unit INT8 PRIMARY KEY,
    changed INT8 NOT NULL,
    -- Of which of its logs the events were.
    log INT8 NOT NULL,
    -- Its open alert.
    alert BYTES,
    state BYTES NOT NULL
);
-- Units of one product that run the same releases.
CREATE TABLE cohort (
    number INT8 PRIMARY KEY,
    product BYTES NOT NULL,
    -- Their releases, as `prt_… rel_…`, in the order of the parts, separated by commas.
    runs TEXT NOT NULL,
    -- The one that it began from: what ran before.
    began_from INT8,
    -- What all shards together were taught, and when they were brought together last.
    state BYTES NOT NULL,
    merged INT8
);
CREATE UNIQUE INDEX cohort_runs ON cohort (product, runs);
-- What one shard was taught of a cohort since all were brought together last.
CREATE TABLE cohort_shard (
    cohort INT8 NOT NULL,
    shard INT8 NOT NULL,
    state BYTES NOT NULL,
    PRIMARY KEY (cohort, shard)
);
-- Alerts: one for each cause at a time, whatever units it is seen at.
CREATE TABLE alert (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    -- What its units have in common, as bytes that are equal where it is equal.
    cause BYTES NOT NULL,
    -- What found it: the most surprising reason's.
    detector TEXT NOT NULL,
    score INT8 NOT NULL,
    units INT8 NOT NULL,
    opened INT8 NOT NULL,
    latest INT8 NOT NULL,
    -- When it was answered, or had been quiet for long; nothing: it is open.
    ended INT8,
    answer TEXT CHECK (answer IN ('true', 'false', 'expected')),
    person BYTES,
    note TEXT NOT NULL,
    version INT8 NOT NULL,
    -- Whether the ledger was told of it.
    told INT8 NOT NULL CHECK (told IN (0, 1))
);
CREATE INDEX alert_untold ON alert (id) WHERE told = 0;
CREATE UNIQUE INDEX alert_open ON alert (product, cause) WHERE ended IS NULL;
CREATE INDEX alert_latest ON alert (latest, id) WHERE ended IS NULL;
-- The units of an alert, each with its own reasons.
CREATE TABLE alert_unit (
    alert BYTES NOT NULL,
    unit INT8 NOT NULL,
    opened INT8 NOT NULL,
    latest INT8 NOT NULL,
    score INT8 NOT NULL,
    -- At most five, as CBOR.
    reasons BYTES NOT NULL,
    PRIMARY KEY (alert, unit)
);
CREATE INDEX alert_of_unit ON alert_unit (unit, alert);
-- What people's answers to alerts of a product come to.
CREATE TABLE alert_answers (
    product BYTES PRIMARY KEY,
    state BYTES NOT NULL
);
