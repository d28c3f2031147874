-- Decisions on exposures. A row never changes: a newer one takes the place of an older one.
CREATE TABLE assessment (
    id BYTES PRIMARY KEY,
    -- The ids of the flaw as they were known then, as a JSON array.
    ids TEXT NOT NULL,
    -- How far it reaches: component (everywhere), product (the product line), release.
    scope TEXT NOT NULL CHECK (scope IN ('component', 'product', 'release')),
    -- The product or release of the scope.
    product BYTES,
    release BYTES,
    -- The component: its package URL without version, or its name; and the version it was decided on. Nothing: whichever.
    component TEXT,
    component_version TEXT,
    -- not_affected, affected, fixed, under_investigation.
    status TEXT NOT NULL CHECK (status IN ('not_affected', 'affected', 'fixed', 'under_investigation')),
    -- A justification of VEX, for not_affected.
    justification TEXT,
    -- Why, in words; and what is to be done, for affected.
    statement TEXT NOT NULL,
    action TEXT NOT NULL,
    -- What was known of the flaw then, to see later that it changed: severity, exploited, modified.
    basis TEXT NOT NULL,
    -- Who decided, or which document it was read from.
    person BYTES,
    source TEXT,
    time INT8 NOT NULL,
    -- The assessment that took its place, or its withdrawal.
    ended INT8
);
CREATE TABLE assessment_flaw (
    id TEXT NOT NULL,
    assessment BYTES NOT NULL,
    PRIMARY KEY (id, assessment)
);
CREATE INDEX assessment_release ON assessment (release, id);
-- The manufacturer's own register: what is known and not published.
CREATE TABLE own_flaw (
    id BYTES PRIMARY KEY,
    -- The flaw that it is, see `flaw`; its name is its id.
    flaw INT8 NOT NULL,
    -- finder: somebody reported it; test: own tests; incident: found in an incident.
    source TEXT NOT NULL CHECK (source IN ('finder', 'test', 'incident')),
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    part BYTES NOT NULL,
    -- Releases of the part that have it: from the first sequence, up to before the fixed one.
    first_sequence INT8 NOT NULL,
    fixed_sequence INT8,
    -- As in `flaw`.
    severity INT8 NOT NULL,
    exploited INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX own_flaw_part ON own_flaw (part, id);
