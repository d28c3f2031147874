-- Notices: what is reported of a case, stage by stage. Nothing is submitted from here.
--
-- Since when a corrective or mitigating measure is available, and which stage is due next.
ALTER TABLE case_file ADD COLUMN measure INT8;
ALTER TABLE case_file ADD COLUMN stage TEXT;
-- What people typed into fields. The newest version of a field counts; those before it stay.
CREATE TABLE notice_value (
    case_id BYTES NOT NULL,
    -- A stable name of the list of fields.
    field TEXT NOT NULL,
    -- From 1 on.
    version INT8 NOT NULL,
    -- For which stage it was typed; later stages carry it over.
    stage TEXT NOT NULL,
    -- As JSON; nothing: it was taken back, and what is known stands again.
    value TEXT,
    person BYTES,
    time INT8 NOT NULL,
    PRIMARY KEY (case_id, field, version)
);
-- What was handed in elsewhere. The newest of a stage counts; those before it stay.
CREATE TABLE notice_receipt (
    case_id BYTES NOT NULL,
    number INT8 NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('early-warning', 'notification', 'intermediate-report', 'final-report')),
    -- When it was handed in there, and when somebody noted it here.
    handed_in INT8 NOT NULL,
    noted INT8 NOT NULL,
    person BYTES,
    -- Who handed it in.
    submitter BYTES,
    -- The number that the platform gave.
    reference TEXT NOT NULL,
    -- The file that it gave, by its name and its SHA-256; the file itself stays with whoever has it.
    file_name TEXT NOT NULL,
    file_digest BYTES,
    -- The version of the list of fields.
    form TEXT NOT NULL,
    -- What was drafted and what was handed in, by field, as JSON.
    drafted TEXT NOT NULL,
    handed TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
);
-- Intermediate reports that the coordinator asked for.
CREATE TABLE notice_request (
    case_id BYTES NOT NULL,
    number INT8 NOT NULL,
    asked INT8 NOT NULL,
    -- By when; nothing: no date was named.
    due INT8,
    noted INT8 NOT NULL,
    person BYTES,
    PRIMARY KEY (case_id, number)
);
-- Open cases of before have a stage as well.
UPDATE case_file SET stage = 'early-warning' WHERE state = 'open' AND (safe_from IS NOT NULL OR
    (assessment = 'reportable' AND aware IS NOT NULL));
