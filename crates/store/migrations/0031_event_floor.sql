-- Up to which number the events of a unit were erased here: what is at or below it is not taken again.
CREATE TABLE event_floor (
    unit INT8 NOT NULL,
    -- The unit's log that they were of.
    log INT8 NOT NULL,
    -- 0 security, 1 network, 2 product.
    class INT8 NOT NULL,
    number INT8 NOT NULL,
    PRIMARY KEY (unit, log, class)
);
