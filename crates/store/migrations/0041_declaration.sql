-- EU declarations of conformity (Article 28, Annex V): prepared by one person, signed by another.
CREATE TABLE declaration (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    release BYTES NOT NULL,
    -- What it says by Annex V, as JSON; with the signature once it is signed.
    content TEXT NOT NULL,
    -- What was open when it was prepared, as JSON.
    open TEXT NOT NULL,
    -- Whether it is made with a made-up certificate, for practice.
    sample INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('prepared', 'signed', 'withdrawn', 'dropped')),
    preparer BYTES NOT NULL,
    prepared INT8 NOT NULL,
    signer BYTES,
    signed INT8,
    -- The record that stands for the signature.
    record BYTES,
    -- When it was withdrawn or dropped, and why.
    ended INT8,
    reason TEXT NOT NULL
);
CREATE INDEX declaration_product ON declaration (product, id);
