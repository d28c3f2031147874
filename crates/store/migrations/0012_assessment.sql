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
    -- The component: its package URL without version and qualifiers, or its name; nothing: whichever.
    component TEXT,
    -- The versions that were decided on, as a JSON array; nothing: whichever.
    component_versions TEXT,
    -- not_affected, affected, fixed, under_investigation.
    status TEXT NOT NULL CHECK (status IN ('not_affected', 'affected', 'fixed', 'under_investigation')),
    -- A justification of VEX, for not_affected.
    justification TEXT,
    -- Why, in words; and what is to be done, for affected.
    statement TEXT NOT NULL,
    action TEXT NOT NULL,
    -- What was known of the flaw then, to see later that it changed, as a JSON object: severity, exploited, modified,
    -- what was found, and the versions that fix it.
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
CREATE INDEX assessment_product ON assessment (product, id);
-- What the triage queue is read from: a flaw in a product line, and, with an empty product, in all of them.
CREATE TABLE triage (
    flaw INT8 NOT NULL,
    product BYTES NOT NULL,
    -- Exposures that wait for a decision, those that are not closed, those to be looked at again, and waiting ones of which
    -- nobody can tell whether they are affected.
    waits INT8 NOT NULL,
    hits INT8 NOT NULL,
    revisits INT8 NOT NULL,
    unknowns INT8 NOT NULL,
    -- Releases and product lines with it.
    releases INT8 NOT NULL,
    products INT8 NOT NULL,
    -- The first and the last of the components that it is in.
    component INT8 NOT NULL,
    last_component INT8 NOT NULL,
    -- Units behind the waiting ones (nothing: not known), and releases among these of which nobody said how many units.
    units INT8,
    unstated INT8 NOT NULL,
    -- Whether a waiting one is affected beyond doubt; the gravest risk of the products, 4 critical to 1 low, 2 where nobody
    -- said.
    affected INT8 NOT NULL,
    risk INT8 NOT NULL,
    -- As in `flaw`, so that a filter needs no other table.
    severity INT8 NOT NULL,
    rank INT8 NOT NULL,
    PRIMARY KEY (flaw, product)
);
CREATE INDEX triage_queue ON triage (product, rank, flaw) WHERE waits > 0;
CREATE INDEX triage_hits ON triage (product, rank, flaw);
-- VEX documents that were handed in: looked at first, taken then.
CREATE TABLE vex_import (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    content_blob BYTES NOT NULL,
    person BYTES,
    created INT8 NOT NULL,
    -- When it was taken, and how many assessments came of it.
    taken INT8,
    assessments INT8 NOT NULL
);
CREATE INDEX vex_import_blob ON vex_import (content_blob);
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
