-- What owners may see of what is held, and that they want nothing to be held.
--
-- Since when the server takes no events of a unit by its owner's word at the owners' page, whatever the unit's own switch says.
ALTER TABLE unit_log ADD COLUMN refused INT8;
-- A code that opens once, and soon no more, what is held of a unit: the newest one of each.
CREATE TABLE unit_fresh_code (
    unit INT8 PRIMARY KEY,
    hash BYTES NOT NULL,
    -- unit: it shows it to whoever stands before it. staff: they checked who asks.
    made_by TEXT NOT NULL CHECK (made_by IN ('unit', 'staff')),
    made INT8 NOT NULL,
    expires INT8 NOT NULL,
    -- When it was shown; it opens nothing more, but what it opened is open for a while.
    used INT8
);
