-- The repository of updates: the metadata of each role, every version that is to be found.
CREATE TABLE metadata (
    role TEXT NOT NULL,
    version INT8 NOT NULL,
    -- The file, byte by byte as it was signed.
    content BYTES NOT NULL,
    expires INT8 NOT NULL,
    published INT8 NOT NULL,
    PRIMARY KEY (role, version)
);
-- Files that arrived for releases, by their content.
CREATE TABLE artifact_file (
    blob BYTES PRIMARY KEY,
    length INT8 NOT NULL,
    sha512 BYTES NOT NULL,
    -- Devices that speak hawkBit's protocol ask for these two beside SHA-256.
    sha1 BYTES NOT NULL,
    md5 BYTES NOT NULL,
    arrived INT8 NOT NULL,
    -- When it was last read whole and was what its name says, and what was wrong where it was not.
    proved INT8,
    fault TEXT
);
CREATE INDEX artifact_file_proved ON artifact_file (proved, blob);
-- What signed metadata names as a release's files. Rows stay when it no longer does.
CREATE TABLE artifact (
    id BYTES PRIMARY KEY,
    -- Its path in the repository.
    path TEXT NOT NULL UNIQUE,
    -- The role that signed it.
    line TEXT NOT NULL,
    release BYTES NOT NULL,
    blob BYTES NOT NULL,
    sequence INT8 NOT NULL,
    least INT8 NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('security', 'feature', 'combined')),
    channel TEXT NOT NULL,
    -- All that was said of it, as JSON.
    custom TEXT NOT NULL,
    -- Of a delta: the image it starts from, and the path of the one it leads to.
    delta_from BYTES,
    delta_image TEXT,
    issued INT8 NOT NULL,
    -- Since when it is no longer named.
    withdrawn INT8
);
CREATE INDEX artifact_release ON artifact (release, id);
CREATE INDEX artifact_blob ON artifact (blob);
CREATE INDEX artifact_delta ON artifact (delta_image, delta_from) WHERE delta_from IS NOT NULL;
