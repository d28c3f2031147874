-- Rollouts: how a release spreads among the units of its product.
CREATE TABLE rollout (
    id BYTES PRIMARY KEY,
    release BYTES NOT NULL,
    part BYTES NOT NULL,
    product BYTES NOT NULL,
    -- The release's place in the order, and the least that a unit must run.
    sequence INT8 NOT NULL,
    least INT8 NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('security', 'feature', 'combined')),
    -- Waves, thresholds, audience, as JSON.
    plan TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'running', 'paused', 'stopped', 'done')),
    -- The wave that is open, from 0.
    wave INT8 NOT NULL,
    -- Of a paused one: staff, failures.
    halt TEXT CHECK (halt IN ('staff', 'failures')),
    -- Spreads units over waves: each rollout has canaries of its own.
    salt INT8 NOT NULL,
    started INT8,
    ended INT8,
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX rollout_release ON rollout (release, id);
CREATE INDEX rollout_offered ON rollout (product, part, sequence) WHERE state IN ('running', 'paused', 'done');
-- A wave that opened, and how many units it was to reach then.
CREATE TABLE rollout_wave (
    rollout BYTES NOT NULL,
    wave INT8 NOT NULL,
    size INT8 NOT NULL,
    opened INT8 NOT NULL,
    PRIMARY KEY (rollout, wave)
);
-- What becomes of an update on a unit. Numbers count from 1 for each unit: devices keep them as small integers.
CREATE TABLE rollout_action (
    unit INT8 NOT NULL,
    number INT8 NOT NULL,
    rollout BYTES NOT NULL,
    wave INT8 NOT NULL,
    -- offered: the unit was told; running: it works on it; unproven: it says that it is installed; proven: it runs it after
    -- its restart; failed; returned: it runs again what it ran before; declined: its owner does not want it now; cancelling:
    -- it is asked to stop; cancelled.
    state TEXT NOT NULL CHECK (state IN ('offered', 'running', 'unproven', 'proven', 'failed', 'returned', 'declined',
        'cancelling', 'cancelled')),
    -- What the unit said last.
    detail TEXT NOT NULL,
    offered INT8 NOT NULL,
    changed INT8 NOT NULL,
    PRIMARY KEY (unit, number)
);
CREATE UNIQUE INDEX rollout_action_once ON rollout_action (rollout, unit);
CREATE INDEX rollout_action_state ON rollout_action (rollout, wave, state);
-- What owners decided once for all. No row: as the law has it.
CREATE TABLE unit_consent (
    unit INT8 PRIMARY KEY,
    automatic INT8 NOT NULL,
    features INT8 NOT NULL,
    -- owner: at the owners' pages; unit: at the unit; staff: on the owner's word.
    source TEXT NOT NULL CHECK (source IN ('owner', 'unit', 'staff')),
    since INT8 NOT NULL
);
-- What owners decided on one release.
CREATE TABLE unit_wish (
    unit INT8 NOT NULL,
    release BYTES NOT NULL,
    wish TEXT NOT NULL CHECK (wish IN ('postponed', 'refused', 'agreed')),
    until INT8,
    source TEXT NOT NULL CHECK (source IN ('owner', 'unit', 'staff')),
    since INT8 NOT NULL,
    PRIMARY KEY (unit, release)
);
CREATE INDEX unit_wish_release ON unit_wish (release, wish, unit);
-- What units signed, byte by byte, until and after a record names it.
CREATE TABLE unit_statement (
    day INT8 NOT NULL,
    id BYTES NOT NULL,
    unit INT8 NOT NULL,
    kind TEXT NOT NULL,
    content BYTES NOT NULL,
    -- SHA-256: the same statement comes once, whoever brings it.
    digest BYTES NOT NULL UNIQUE,
    -- When a record told of it.
    told INT8,
    PRIMARY KEY (day, id)
);
CREATE INDEX unit_statement_unit ON unit_statement (unit, id);
CREATE INDEX unit_statement_untold ON unit_statement (id) WHERE told IS NULL;
