-- Keys of build servers that sign reports of tests, and the signatures of reports.
CREATE TABLE evidence_signer (
    product BYTES NOT NULL,
    -- SHA-256 of the key's bytes.
    fingerprint BYTES NOT NULL,
    name TEXT NOT NULL,
    -- The public half, as one line.
    public_key TEXT NOT NULL,
    added INT8 NOT NULL,
    -- The record that says so.
    record BYTES NOT NULL,
    -- A key that was revoked is never taken again.
    revoked INT8,
    PRIMARY KEY (product, fingerprint)
);
-- The DSSE envelope with which it came; nothing where nobody signed it.
ALTER TABLE evidence_file ADD COLUMN signature TEXT;
