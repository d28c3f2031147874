-- The catalogue: what is sold, its parts, and the releases of each part.
CREATE TABLE manufacturer (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    contact TEXT NOT NULL,
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE TABLE product (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    -- The type designation: type, batch or model by which it is told from others.
    designation TEXT NOT NULL,
    manufacturer BYTES NOT NULL,
    -- A key of the table of categories (Annexes III and IV), `default`, or nothing while nobody has said.
    category TEXT,
    purpose TEXT NOT NULL,
    -- The support period: from and to as days (YYYY-MM-DD), and why it is as long as it is.
    support_from TEXT,
    support_to TEXT,
    support_reason TEXT NOT NULL,
    contact TEXT NOT NULL,
    -- How grave a compromise of this product would be: low, medium, high, critical; nothing while nobody has said.
    risk TEXT,
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE TABLE part (
    id BYTES PRIMARY KEY,
    product BYTES NOT NULL,
    name TEXT NOT NULL,
    -- device: device software; application; remote: remote data processing, which has deployments instead of units.
    kind TEXT NOT NULL CHECK (kind IN ('device', 'application', 'remote')),
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE INDEX part_product ON part (product, id);
CREATE TABLE release (
    id BYTES PRIMARY KEY,
    part BYTES NOT NULL,
    -- A label; the order is `sequence` alone.
    label TEXT NOT NULL,
    sequence INT8 NOT NULL,
    -- The day of the release, YYYY-MM-DD.
    released TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'gated', 'on-sale', 'withdrawn')),
    -- Since when it is on sale, and when its last unit was placed on the market: until then the release check runs again.
    on_sale INT8,
    last_placed INT8,
    -- When two people last decided to sell it against its verdict; nothing where nobody did, or one objected afterwards.
    overridden INT8,
    -- Units (or deployments) in the field, as staff state it; nothing where nobody has said.
    units INT8,
    -- The bill of materials as it was given.
    sbom_blob BYTES,
    sbom_name TEXT,
    -- The product file (steadfast.toml), as it was given; its text is kept beside it, for the policy of the release check.
    file_blob BYTES,
    policy TEXT,
    -- Entries of the bill that were not understood, and its components.
    reported INT8 NOT NULL,
    components INT8 NOT NULL,
    -- Rises with each new bill; `met` is the one that advisories were met with last.
    bill INT8 NOT NULL,
    met INT8 NOT NULL,
    created INT8 NOT NULL,
    version INT8 NOT NULL
);
CREATE UNIQUE INDEX release_sequence ON release (part, sequence);
CREATE INDEX release_sold ON release (id) WHERE state = 'on-sale' AND last_placed IS NULL;
CREATE INDEX release_sbom ON release (sbom_blob);
CREATE INDEX release_file ON release (file_blob);
