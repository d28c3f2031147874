-- When each unit was last heard of: a narrow table of its own, for it changes far more often than the unit.
CREATE TABLE unit_seen (
    unit INT8 PRIMARY KEY,
    seen INT8 NOT NULL
);
INSERT INTO unit_seen (unit, seen) SELECT number, last_seen FROM unit WHERE last_seen IS NOT NULL;
ALTER TABLE unit DROP COLUMN last_seen;
-- Units that were heard of, many in one row: what waits to be brought to `unit_seen` in the order of their numbers.
CREATE TABLE unit_sighting (
    id BYTES PRIMARY KEY,
    seen INT8 NOT NULL,
    -- Numbers of units, eight bytes each, the highest byte first.
    units BYTES NOT NULL
);
