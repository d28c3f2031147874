-- The register: an index over what records say about requirements, folded from the ledger, and the files that were
-- handed in as evidence.

-- The newest evidence of each key. Ids are texts here, as records write them.
CREATE TABLE evidence_row (
    -- Empty: it speaks for the whole house.
    product TEXT NOT NULL,
    -- Empty: it speaks for the product.
    release TEXT NOT NULL,
    requirement TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    -- Whether a product file alone puts it there.
    declared INT8 NOT NULL,
    -- The row as JSON.
    body TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (product, release, requirement, kind, source)
);
CREATE INDEX evidence_row_record ON evidence_row (record);

-- What an id belongs to, as records said.
CREATE TABLE evidence_link (
    id TEXT PRIMARY KEY,
    -- Empty where it belongs to none.
    product TEXT NOT NULL,
    is_release INT8 NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX evidence_link_product ON evidence_link (product, is_release);

-- Evidence that counts for nothing.
CREATE TABLE evidence_aside (
    number INT8 PRIMARY KEY,
    product TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX evidence_aside_product ON evidence_aside (product, number);

-- How far records were folded: the next number, and the record before it.
CREATE TABLE evidence_fold (
    one INT8 PRIMARY KEY CHECK (one = 1),
    position INT8 NOT NULL,
    last TEXT NOT NULL,
    -- How many of them had no content any more.
    erased INT8 NOT NULL,
    -- The rules by which they were folded: by others, everything is folded anew.
    rules INT8 NOT NULL
);

-- Reports that were handed in.
CREATE TABLE evidence_file (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL REFERENCES product (id),
    release BYTES NOT NULL REFERENCES release (id),
    -- `junit`, `sarif`.
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    blob BYTES NOT NULL,
    bytes INT8 NOT NULL,
    given INT8 NOT NULL,
    record BYTES NOT NULL
);
CREATE INDEX evidence_file_release ON evidence_file (release, id);
CREATE INDEX evidence_file_blob ON evidence_file (blob);
