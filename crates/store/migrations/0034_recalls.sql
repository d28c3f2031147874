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
