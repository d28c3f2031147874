-- Reports of finders: what somebody without an account tells of a flaw.
--
-- Whatever a finder wrote, their name and address among it, is sealed under the master key and can be erased; here in the clear
-- stand numbers, times and words of closed lists alone.
CREATE TABLE report (
    id BYTES PRIMARY KEY,
    -- From 1 on, for people.
    number INT8 NOT NULL UNIQUE,
    -- Digest of what opens the finder's page.
    token BYTES NOT NULL UNIQUE,
    received INT8 NOT NULL,
    -- Until when somebody should have acknowledged it.
    acknowledge_by INT8 NOT NULL,
    acknowledged INT8,
    state TEXT NOT NULL CHECK (state IN ('new', 'acknowledged', 'in-work', 'fixed', 'closed', 'not-a-flaw', 'spam')),
    -- The product that the finder named, where it is one of ours, or that staff took it for.
    product BYTES,
    case_id BYTES,
    -- How the finder wants to be named, and since when they are.
    credit TEXT NOT NULL CHECK (credit IN ('none', 'anonymous', 'named')),
    shown INT8,
    -- Since when the finder waits for an answer; nothing: the last word was ours.
    waits INT8,
    erased INT8,
    -- What the finder wrote; nothing: erased.
    sealed BYTES
);
CREATE INDEX report_due ON report (acknowledge_by) WHERE acknowledged IS NULL;
CREATE INDEX report_waits ON report (waits) WHERE waits IS NOT NULL;
CREATE INDEX report_received ON report (received);
CREATE INDEX report_shown ON report (shown) WHERE shown IS NOT NULL;
CREATE INDEX report_case ON report (case_id) WHERE case_id IS NOT NULL;
-- What was written since, by either side.
CREATE TABLE report_message (
    report BYTES NOT NULL,
    number INT8 NOT NULL,
    time INT8 NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('finder', 'staff')),
    -- Who of the staff.
    person BYTES,
    sealed BYTES,
    PRIMARY KEY (report, number)
);
-- What came with it, in quarantine: each under a key of its own that stands here sealed. Without this row nobody can open it.
CREATE TABLE report_file (
    report BYTES NOT NULL,
    number INT8 NOT NULL,
    time INT8 NOT NULL,
    -- Of the content as it came.
    bytes INT8 NOT NULL,
    digest BYTES NOT NULL,
    -- The key, and what the finder calls the file.
    sealed BYTES NOT NULL,
    content_blob BYTES NOT NULL,
    PRIMARY KEY (report, number)
);
CREATE INDEX report_file_blob ON report_file (content_blob);
-- Flaws of components that are reported to whoever maintains these (Article 13(6)).
CREATE TABLE upstream_report (
    id BYTES PRIMARY KEY,
    case_id BYTES NOT NULL,
    -- From 1 on in its case.
    number INT8 NOT NULL,
    component TEXT NOT NULL,
    purl TEXT NOT NULL,
    -- Where its maintainer can be reached, as the bill of materials or staff say; empty: not known.
    contact TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('drafted', 'sent', 'answered')),
    -- What is told, as text and for machines.
    words TEXT NOT NULL,
    facts TEXT NOT NULL,
    drafted INT8 NOT NULL,
    drafter BYTES,
    sent INT8,
    sender BYTES,
    way TEXT CHECK (way IN ('mail', 'form', 'advisory', 'other')),
    answered INT8,
    answer TEXT CHECK (answer IN ('confirmed', 'fixed', 'refused', 'other')),
    UNIQUE (case_id, number)
);
