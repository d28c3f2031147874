-- Cases: a vulnerability or an incident that is being handled.
--
-- What is decided and known of a case today. How it came to be so stands in its entries. A case may outlive its product.
CREATE TABLE case_file (
    id BYTES PRIMARY KEY,
    -- From 1 on, for people.
    number INT8 NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('vulnerability', 'incident')),
    title TEXT NOT NULL,
    product BYTES,
    -- What the product was called when the case opened; empty without one.
    product_name TEXT NOT NULL,
    -- The flaw that it is about, by a name: CVE-…, OWN-…; empty without one.
    flaw TEXT NOT NULL,
    opened INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    closed INT8,
    -- Nothing: nobody has assessed it since its last signal asked for that.
    assessment TEXT CHECK (assessment IN ('unknown', 'reportable', 'not-reportable')),
    assessed INT8,
    assessor BYTES,
    -- When reasonable certainty was reached: it may lie before somebody said so.
    aware INT8,
    -- What follows from these times; written with each change of them.
    assess_by INT8,
    safe_from INT8,
    due INT8,
    -- What comes first: the due time, then open ones without, then closed ones, the last closed first.
    place INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX case_file_place ON case_file (place, number);
CREATE INDEX case_file_product ON case_file (product, place, number);
-- What makes somebody look: never changed, but for its words, which may be erased, and for being settled.
CREATE TABLE case_signal (
    case_id BYTES NOT NULL,
    number INT8 NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('kev', 'alert', 'finder', 'customer', 'authority', 'other')),
    -- When it arrived, and when somebody noted it here.
    received INT8 NOT NULL,
    noted INT8 NOT NULL,
    assess_by INT8 NOT NULL,
    -- Since when another round of signals took its place: its clock does not run any more.
    settled INT8,
    person BYTES,
    alert BYTES,
    -- An advisory, a ticket, an address: where it can be looked up.
    reference TEXT NOT NULL,
    -- What it says. It may name people; nothing: erased.
    about TEXT,
    -- What was known when it was noted, as JSON: counts and names of today, never people.
    basis TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
);
-- An alert is part of one case, whoever makes it one.
CREATE UNIQUE INDEX case_signal_alert ON case_signal (alert) WHERE alert IS NOT NULL;
-- What happened, in its order. Nothing is overwritten: a correction is an entry of its own.
CREATE TABLE case_entry (
    case_id BYTES NOT NULL,
    number INT8 NOT NULL,
    time INT8 NOT NULL,
    kind TEXT NOT NULL,
    person BYTES,
    -- In somebody's words; nothing: erased.
    note TEXT,
    -- What changed, as JSON: values and ids, never people's names.
    facts TEXT NOT NULL,
    -- The entry that it corrects.
    corrects INT8,
    PRIMARY KEY (case_id, number)
);
CREATE TABLE case_task (
    case_id BYTES NOT NULL,
    number INT8 NOT NULL,
    what TEXT NOT NULL,
    -- Whoever does it, and by when.
    person BYTES,
    due INT8,
    made INT8 NOT NULL,
    done INT8,
    doer BYTES,
    PRIMARY KEY (case_id, number)
);
-- Who works on a case. At most one leads it.
CREATE TABLE case_person (
    case_id BYTES NOT NULL,
    person BYTES NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'member')),
    since INT8 NOT NULL,
    PRIMARY KEY (case_id, person)
);
CREATE UNIQUE INDEX case_person_lead ON case_person (case_id) WHERE role = 'lead';
