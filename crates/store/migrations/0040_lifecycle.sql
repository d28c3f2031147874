-- The lifecycle: how long what is supported, what stays until when, what everybody may read of a product, and where keys are.
--
-- What went into the support period of a product (Article 13(8)), as JSON; `months`: how long it is expected to be in use.
CREATE TABLE support_reason (
    product BYTES PRIMARY KEY,
    months INT8,
    content TEXT NOT NULL,
    changed INT8 NOT NULL,
    -- Rises with every change.
    version INT8 NOT NULL
);
-- Devices that were placed on the market from this day on are supported until that one. Days are YYYY-MM-DD. What holds before the
-- first of them stands with the product.
CREATE TABLE support_promise (
    product BYTES NOT NULL,
    placed_from TEXT NOT NULL,
    ends TEXT NOT NULL,
    reason TEXT NOT NULL,
    made INT8 NOT NULL,
    PRIMARY KEY (product, placed_from)
);
-- The day on which a unit was placed on the market, where somebody said so.
CREATE TABLE unit_placed (
    unit INT8 PRIMARY KEY,
    product BYTES NOT NULL,
    day TEXT NOT NULL
);
CREATE INDEX unit_placed_day ON unit_placed (product, day, unit);
-- What a unit ran when it went out of use: since then nothing else says so.
CREATE TABLE unit_last_ran (
    unit INT8 NOT NULL,
    part BYTES NOT NULL,
    release BYTES,
    PRIMARY KEY (unit, part)
);
CREATE INDEX unit_last_ran_release ON unit_last_ran (release, unit);
-- Notices that the support of devices ends: which end, how long before, and the notice to their owners.
CREATE TABLE support_notice (
    product BYTES NOT NULL,
    ends TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('half-year', 'month', 'end')),
    notice BYTES NOT NULL,
    told INT8 NOT NULL,
    PRIMARY KEY (product, ends, stage)
);
-- Documents that must be there for years (Article 13(13) and (18)), by their content, and when each was last read whole.
CREATE TABLE kept_document (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    -- Nothing: it is about the product as a whole.
    release BYTES,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    document_blob BYTES NOT NULL,
    kept INT8 NOT NULL,
    proved INT8,
    fault TEXT
);
CREATE INDEX kept_document_product ON kept_document (product, id);
CREATE INDEX kept_document_proved ON kept_document (proved, id);
CREATE INDEX kept_document_blob ON kept_document (document_blob);
-- What everybody may read of a product: the page for importers, dealers and owners.
CREATE TABLE product_page (
    product BYTES PRIMARY KEY,
    -- Its word in the address; empty: its id alone.
    slug TEXT NOT NULL,
    published INT8 NOT NULL,
    gtin TEXT NOT NULL,
    -- Languages of the user information, parted by blanks, as BCP 47 writes them.
    languages TEXT NOT NULL,
    changed INT8 NOT NULL,
    -- Rises with every change.
    version INT8 NOT NULL
);
CREATE UNIQUE INDEX product_page_slug ON product_page (slug) WHERE slug <> '';
-- Where keys lie that this server does not have, for whoever goes on after the manufacturer (Article 13(23)).
CREATE TABLE key_place (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    place TEXT NOT NULL,
    -- A role or an office: no person's name.
    holder TEXT NOT NULL,
    changed INT8 NOT NULL
);
