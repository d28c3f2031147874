-- What owners of affected units are told (Article 14(8); Annex I, Part II, (4) and (8)): decided from a case, no wider than its
-- scope, and how far it came.
CREATE TABLE owner_notice (
    id BYTES PRIMARY KEY,
    case_id BYTES NOT NULL,
    -- From 1 on, in its case.
    number INT8 NOT NULL,
    product BYTES NOT NULL,
    -- What it says, in each language, as JSON, and its SHA-256 once it is sent. It is what everybody may read.
    content TEXT NOT NULL,
    digest BYTES,
    -- The notice in whose place it comes.
    corrects BYTES,
    -- Whom it is for: units that run releases, those of the case, or all of the product; beside it, in which markets.
    base TEXT NOT NULL CHECK (base IN ('releases', 'case', 'product')),
    -- Whether units are told that come into the scope after it was sent.
    later INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'recalled')),
    -- Who changed the draft last, and who sent it.
    editor BYTES,
    sender BYTES,
    made INT8 NOT NULL,
    sent INT8,
    recalled INT8,
    version INT8 NOT NULL
);
CREATE UNIQUE INDEX owner_notice_case ON owner_notice (case_id, number);
CREATE INDEX owner_notice_later ON owner_notice (product) WHERE state = 'sent' AND later = 1;
CREATE TABLE owner_notice_release (
    notice BYTES NOT NULL,
    release BYTES NOT NULL,
    PRIMARY KEY (notice, release)
);
-- `-`: where nobody has said.
CREATE TABLE owner_notice_market (
    notice BYTES NOT NULL,
    market TEXT NOT NULL,
    PRIMARY KEY (notice, market)
);
-- The units of a notice that was sent, and how far it came: first told to the unit, kept by its word, opened by an owner.
CREATE TABLE owner_notice_unit (
    notice BYTES NOT NULL,
    unit INT8 NOT NULL,
    since INT8 NOT NULL,
    told INT8,
    kept INT8,
    opened INT8,
    PRIMARY KEY (notice, unit)
);
CREATE INDEX owner_notice_unit_waits ON owner_notice_unit (unit, notice) WHERE kept IS NULL;
-- Where an owner wants to be told beside the unit: sealed, never shown to staff, and gone with the owner.
CREATE TABLE owner_contact (
    unit INT8 NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('mail', 'webhook')),
    -- Address, and the secret of the link or of the signature.
    sealed BYTES NOT NULL,
    language TEXT NOT NULL,
    -- SHA-256 of what the link to confirm it carries; nothing once it is confirmed.
    link BYTES,
    asked INT8 NOT NULL,
    confirmed INT8,
    -- When the mail with that link is tried next; nothing: not any more.
    due INT8,
    attempts INT8 NOT NULL,
    PRIMARY KEY (unit, way)
);
CREATE UNIQUE INDEX owner_contact_link ON owner_contact (link) WHERE link IS NOT NULL;
CREATE INDEX owner_contact_due ON owner_contact (due) WHERE due IS NOT NULL;
-- A notice on its way to an address of an owner's.
CREATE TABLE owner_delivery (
    notice BYTES NOT NULL,
    unit INT8 NOT NULL,
    way TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    due INT8 NOT NULL,
    attempts INT8 NOT NULL,
    tried INT8,
    -- What the other side answered last: the line of a mail server, the status of a webhook. Never the address.
    answer TEXT NOT NULL,
    PRIMARY KEY (notice, unit, way)
);
CREATE INDEX owner_delivery_due ON owner_delivery (due) WHERE state = 'waiting';
CREATE INDEX owner_delivery_unit ON owner_delivery (unit);
