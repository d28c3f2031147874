-- From a fix to the end of a case, and what is withdrawn or recalled where there is none.
--
-- Releases that staff named as the fix of a case.
CREATE TABLE case_fix (
    case_id BYTES NOT NULL,
    release BYTES NOT NULL,
    named INT8 NOT NULL,
    person BYTES,
    PRIMARY KEY (case_id, release)
);
-- What the units of a case ran: at each decision, and since then once a day where it changed.
CREATE TABLE case_share (
    case_id BYTES NOT NULL,
    time INT8 NOT NULL,
    -- Whether it was counted for a decision: such a row is never replaced.
    decided INT8 NOT NULL,
    affected INT8 NOT NULL,
    fixed INT8 NOT NULL,
    other INT8 NOT NULL,
    unknown INT8 NOT NULL,
    -- Among the unknown: not heard of for too long.
    silent INT8 NOT NULL,
    PRIMARY KEY (case_id, time)
);
-- Cases whose facts allow their end; the digest of the facts by which that was said.
CREATE TABLE case_closing (
    case_id BYTES PRIMARY KEY,
    facts TEXT NOT NULL,
    proposed INT8 NOT NULL
);
CREATE INDEX advisory_case ON advisory (case_id, number) WHERE case_id IS NOT NULL;
-- Counting the units of one product by market is a walk along this index alone.
CREATE INDEX unit_place ON unit (product, market, state);
-- Importers and dealers: whom units went to, as factory lists name them.
CREATE TABLE partner (
    id BYTES PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('importer', 'dealer')),
    name TEXT NOT NULL,
    -- The Member State where it is; nothing where nobody has said.
    market TEXT,
    -- Where it can be reached by mail; empty where nobody has said.
    mail TEXT NOT NULL,
    language TEXT NOT NULL,
    -- By which it hears of recalls; nothing: it never did.
    receiver BYTES,
    created INT8 NOT NULL,
    -- Rises with every change by staff.
    version INT8 NOT NULL
);
CREATE UNIQUE INDEX partner_name ON partner (name, kind);
CREATE TABLE unit_partner (
    unit INT8 NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('importer', 'dealer')),
    partner BYTES NOT NULL,
    PRIMARY KEY (unit, kind)
);
CREATE INDEX unit_partner_units ON unit_partner (partner, unit);
-- What is withdrawn from sale, or taken back, by Article 13(21).
CREATE TABLE recall (
    id BYTES PRIMARY KEY,
    -- From 1 on, for people.
    number INT8 NOT NULL UNIQUE,
    -- withdraw: it is not sold any more; recall: it is taken back as well.
    kind TEXT NOT NULL CHECK (kind IN ('withdraw', 'recall')),
    product BYTES NOT NULL,
    -- What that was called then.
    product_name TEXT NOT NULL,
    case_id BYTES,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'decided', 'ended')),
    made INT8 NOT NULL,
    maker BYTES,
    decided INT8,
    ended INT8
);
CREATE INDEX recall_case ON recall (case_id, number) WHERE case_id IS NOT NULL;
CREATE TABLE recall_release (
    recall BYTES NOT NULL,
    release BYTES NOT NULL,
    PRIMARY KEY (recall, release)
);
-- Units that ran one of its releases when it was decided.
CREATE TABLE recall_unit (
    recall BYTES NOT NULL,
    unit INT8 NOT NULL,
    part BYTES NOT NULL,
    release BYTES NOT NULL,
    -- When it came back, by the word of staff.
    returned INT8,
    PRIMARY KEY (recall, unit)
);
-- Partners that were told, of how many units, in how many mails.
CREATE TABLE recall_told (
    recall BYTES NOT NULL,
    partner BYTES NOT NULL,
    units INT8 NOT NULL,
    mails INT8 NOT NULL,
    told INT8 NOT NULL,
    PRIMARY KEY (recall, partner)
);
