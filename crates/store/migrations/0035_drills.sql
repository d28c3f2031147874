-- Drills: what was tried on a copy of everything, and how it went.
CREATE TABLE drill (
    id BYTES PRIMARY KEY,
    scenario TEXT NOT NULL CHECK (scenario IN ('exploited-component', 'mass-guessing', 'stolen-update-key',
        'platform-down', 'approver-absent', 'feed-down', 'saturday-night')),
    -- The flaw that was named; empty: the drill chooses one.
    flaw TEXT NOT NULL,
    -- The case that people play themselves; nothing: the drill is played on a copy.
    case_id BYTES,
    -- Who asked for it.
    person BYTES,
    asked INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'failed')),
    -- How many steps are over, of how many.
    done INT8 NOT NULL,
    steps INT8 NOT NULL,
    -- When it was over, and how many gaps it found.
    ended INT8,
    gaps INT8 NOT NULL,
    -- The report, as the bytes whose digest its record names; nothing before it was held.
    report TEXT,
    record BYTES,
    -- Why it could not be held.
    reason TEXT NOT NULL
);
CREATE INDEX drill_waiting ON drill (id) WHERE state = 'waiting' AND case_id IS NULL;
