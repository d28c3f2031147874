-- Policies that units obey, as they were signed outside this server, and how far each unit says that it came with them.
--
CREATE TABLE policy (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    -- The case because of which it was given.
    case_id BYTES NOT NULL,
    -- Rises with each policy of the product.
    sequence INT8 NOT NULL,
    -- The file, and its SHA-256.
    content BYTES NOT NULL,
    digest BYTES NOT NULL,
    -- The role of the repository whose keys signed it.
    role TEXT NOT NULL,
    expires INT8 NOT NULL,
    made INT8 NOT NULL,
    maker BYTES
);
CREATE UNIQUE INDEX policy_order ON policy (product, sequence);
CREATE INDEX policy_case ON policy (case_id, made);
CREATE TABLE unit_policy (
    unit INT8 PRIMARY KEY,
    -- The newest that it took; 0: none yet.
    sequence INT8 NOT NULL,
    -- What it does with it; nothing: it did not say, or in a word that is not known here.
    stance TEXT CHECK (stance IN ('obeys', 'waits', 'left'))
);
