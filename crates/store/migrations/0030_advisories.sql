-- Advisories of the manufacturer's own, and every version of them that was published.
CREATE TABLE advisory (
    id BYTES PRIMARY KEY,
    number INT8 NOT NULL UNIQUE,
    -- What the world calls it; never changed.
    name TEXT NOT NULL UNIQUE,
    product BYTES NOT NULL,
    case_id BYTES,
    -- What it says, as JSON: what the next version is made of.
    content TEXT NOT NULL,
    -- Who changed that last.
    editor BYTES,
    made INT8 NOT NULL,
    -- Whether it says something else than the version that is published.
    is_changed INT8 NOT NULL,
    -- The newest version; 0: it was never published. When the first and the newest were.
    revision INT8 NOT NULL,
    published INT8,
    released INT8,
    -- The label of the newest version: `white`, `green`, `amber`, `red`; empty before the first.
    tlp TEXT NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX advisory_product ON advisory (product, number);
-- Never changed, and never deleted.
CREATE TABLE advisory_revision (
    advisory BYTES NOT NULL,
    revision INT8 NOT NULL,
    time INT8 NOT NULL,
    summary TEXT NOT NULL,
    -- What it said, as JSON, and the document that was made of that, with its signature.
    content TEXT NOT NULL,
    document TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (advisory, revision)
);
