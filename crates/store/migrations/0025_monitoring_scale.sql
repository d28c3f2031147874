-- Events in bulk.
--
-- What a unit signed is kept deflated where that is shorter: 1 where the content is. The digest is of what was signed.
ALTER TABLE event_batch ADD COLUMN deflated INT8 NOT NULL DEFAULT 0 CHECK (deflated IN (0, 1));
-- What is to be known of a batch that waits. waited: the unit had been told to wait since the one before. missed: it came late,
-- and of its events these were missing.
ALTER TABLE event_waiting ADD COLUMN waited INT8 NOT NULL DEFAULT 0 CHECK (waited IN (0, 1));
ALTER TABLE event_waiting ADD COLUMN missed_first INT8;
ALTER TABLE event_waiting ADD COLUMN missed_last INT8;
-- The classes of which nothing came since the unit was told to wait: 1 security, 2 network, 4 product, or their sum.
ALTER TABLE event_quota ADD COLUMN waits INT8 NOT NULL DEFAULT 0;
-- How often the unit had started when it told its furthest head; whether a head that is not as far came since.
ALTER TABLE unit_log ADD COLUMN starts INT8;
ALTER TABLE unit_log ADD COLUMN is_back INT8 NOT NULL DEFAULT 0 CHECK (is_back IN (0, 1));
-- Since when the unit teaches its cohort what is usual, as of when what is known of it was begun last. No more of it is kept
-- when its owner stops sharing.
ALTER TABLE unit_log ADD COLUMN taught INT8;
-- How much is kept and how much waits, shard by shard.
CREATE TABLE event_count (
    shard INT8 NOT NULL,
    class INT8 NOT NULL,
    batches INT8 NOT NULL,
    events INT8 NOT NULL,
    waiting INT8 NOT NULL,
    PRIMARY KEY (shard, class)
);
INSERT INTO event_count (shard, class, batches, events, waiting)
    SELECT shard, class, CAST(SUM(batches) AS INT8), CAST(SUM(events) AS INT8), CAST(SUM(waiting) AS INT8) FROM
    (SELECT unit % 256 AS shard, class, 1 AS batches, last - first + 1 AS events, 0 AS waiting FROM event_batch
    UNION ALL SELECT shard, class, 0, 0, 1 FROM event_waiting) counted GROUP BY shard, class;
-- Of how many units anything is known, shard by shard.
CREATE TABLE watch_count (
    shard INT8 PRIMARY KEY,
    units INT8 NOT NULL
);
INSERT INTO watch_count (shard, units)
    SELECT unit % 256, CAST(COUNT(*) AS INT8) FROM unit_watch GROUP BY unit % 256;
-- Units in use by whether their events are seen, in sixteen stripes, so that those who write at once seldom meet.
CREATE TABLE coverage_count (
    product BYTES NOT NULL,
    stripe INT8 NOT NULL,
    shares INT8 NOT NULL,
    silent INT8 NOT NULL,
    off INT8 NOT NULL,
    unknown INT8 NOT NULL,
    PRIMARY KEY (product, stripe)
);
INSERT INTO coverage_count (product, stripe, shares, silent, off, unknown) SELECT u.product, u.number % 16,
    CAST(SUM(CASE WHEN l.share = 1 AND l.record = 1 AND u.silent = 0 THEN 1 ELSE 0 END) AS INT8),
    CAST(SUM(CASE WHEN l.share = 1 AND l.record = 1 AND u.silent = 1 THEN 1 ELSE 0 END) AS INT8),
    CAST(SUM(CASE WHEN l.share = 0 OR l.record = 0 THEN 1 ELSE 0 END) AS INT8),
    CAST(SUM(CASE WHEN l.share IS NULL OR l.record IS NULL THEN 1 ELSE 0 END) AS INT8)
    FROM unit u LEFT JOIN unit_log l ON l.unit = u.number WHERE u.state <> 'decommissioned'
    GROUP BY u.product, u.number % 16;
-- The last day on which a unit of the cohort sent something.
ALTER TABLE cohort ADD COLUMN used INT8 NOT NULL DEFAULT 0;
UPDATE cohort SET used = COALESCE(merged, 0) / 86400000000;
CREATE INDEX cohort_used ON cohort (used, number);
CREATE INDEX alert_opened ON alert (opened, detector, answer);
CREATE INDEX alert_ended ON alert (ended, id) WHERE ended IS NOT NULL;
