-- Components as advisories see them: each distinct one once, whoever holds it.
CREATE TABLE component (
    number INT8 PRIMARY KEY,
    -- SHA-256 of `content` and `platforms`.
    digest BYTES NOT NULL UNIQUE,
    name TEXT NOT NULL,
    version TEXT,
    purl TEXT,
    cpe TEXT,
    -- Everything that its findings depend on, apart from the platforms of its bill, where it is named by CPE.
    content BYTES NOT NULL,
    platforms BYTES
);
CREATE INDEX component_name ON component (name, number);
-- What bills tell of the platforms that their components run on, by digest.
CREATE TABLE platforms (
    digest BYTES PRIMARY KEY,
    content BYTES NOT NULL
);
-- Which release holds which components, in the order of its bill.
CREATE TABLE holding (
    release BYTES NOT NULL,
    place INT8 NOT NULL,
    component INT8 NOT NULL,
    -- Whether it counts as a component of the bill, and the places that it was built from (JSON), where that matters.
    counted INT8 NOT NULL,
    built_from TEXT,
    PRIMARY KEY (release, place)
);
CREATE INDEX holding_component ON holding (component, release);
-- A flaw under all its names.
CREATE TABLE flaw (
    number INT8 PRIMARY KEY,
    -- Its CVE id where it has one, else the first of its ids in byte order.
    name TEXT NOT NULL UNIQUE,
    -- Every id, as a JSON array.
    ids TEXT NOT NULL,
    -- published: in advisories; own: in the manufacturer's own register.
    origin TEXT NOT NULL CHECK (origin IN ('published', 'own')),
    summary TEXT NOT NULL,
    -- 0 critical, 1 high, 2 medium, 3 low, 4 none, 5 unrated.
    severity INT8 NOT NULL,
    -- Tenths of the CVSS base score, and its vector.
    cvss INT8,
    vector TEXT,
    epss FLOAT8,
    -- By whose word it is exploited.
    exploited TEXT,
    -- unmaintained, unsound, notice; nothing for a vulnerability.
    informational TEXT,
    refs TEXT NOT NULL,
    modified INT8,
    first_seen INT8 NOT NULL,
    -- Exposures that wait for a decision, those that are not closed, and units behind the waiting ones (nothing: not known).
    waits INT8 NOT NULL,
    hits INT8 NOT NULL,
    units INT8,
    -- What comes first in triage: the higher, the sooner.
    rank INT8 NOT NULL
);
CREATE INDEX flaw_queue ON flaw (rank DESC, number) WHERE waits > 0;
CREATE INDEX flaw_hits ON flaw (rank DESC, number) WHERE hits > 0;
CREATE TABLE flaw_id (
    id TEXT PRIMARY KEY,
    flaw INT8 NOT NULL
);
CREATE INDEX flaw_id_flaw ON flaw_id (flaw);
-- One flaw in one component: what matching found.
CREATE TABLE finding (
    component INT8 NOT NULL,
    flaw INT8 NOT NULL,
    -- affected, unknown, not_affected, fixed.
    status TEXT NOT NULL,
    -- The code of the reason, where the status is not by version alone.
    reason TEXT,
    -- The whole finding, as JSON.
    content TEXT NOT NULL,
    PRIMARY KEY (component, flaw)
);
CREATE INDEX finding_flaw ON finding (flaw, component);
-- A release that holds a component that a flaw is in. Rows stay when they close: they are the history.
CREATE TABLE exposure (
    flaw INT8 NOT NULL,
    release BYTES NOT NULL,
    component INT8 NOT NULL,
    -- What was found: affected, unknown, not_affected, fixed.
    found TEXT NOT NULL,
    opened INT8 NOT NULL,
    closed INT8,
    -- The assessment that stands, and why it is to be looked at again.
    assessment BYTES,
    revisit TEXT,
    -- Whether somebody has to decide.
    waits INT8 NOT NULL,
    PRIMARY KEY (flaw, release, component)
);
CREATE INDEX exposure_release ON exposure (release, flaw, component);
CREATE INDEX exposure_assessment ON exposure (assessment, flaw) WHERE assessment IS NOT NULL;
-- The release check's answer on each release, as of the last look.
CREATE TABLE verdict (
    release BYTES PRIMARY KEY,
    -- pass, undecided, blocked.
    verdict TEXT NOT NULL,
    -- Counts by code of reason, as a JSON object.
    reasons TEXT NOT NULL,
    checked INT8 NOT NULL,
    unknown INT8 NOT NULL,
    -- The snapshot of advisories that it rests on.
    snapshot BYTES NOT NULL,
    -- When it was looked at last, and since when it is what it is for no more reasons than then.
    looked INT8 NOT NULL,
    since INT8 NOT NULL
);
CREATE INDEX verdict_word ON verdict (verdict, release);
-- Each time a verdict turned.
CREATE TABLE verdict_turn (
    id BYTES PRIMARY KEY,
    release BYTES NOT NULL,
    former TEXT,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    time INT8 NOT NULL
);
CREATE INDEX verdict_turn_release ON verdict_turn (release, id);
-- Exposures at the end of each day, for the charts. `day` counts from the epoch.
CREATE TABLE exposure_day (
    day INT8 PRIMARY KEY,
    waits INT8 NOT NULL,
    open INT8 NOT NULL,
    exploited INT8 NOT NULL,
    critical INT8 NOT NULL,
    high INT8 NOT NULL,
    medium INT8 NOT NULL,
    low INT8 NOT NULL,
    unrated INT8 NOT NULL,
    unknown INT8 NOT NULL
);
