-- Durable jobs. A claim raises the epoch, and every write of a job is conditional on it.
CREATE TABLE job (
    id BYTES PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The same key cannot wait twice; a scheduled job's key is its kind.
    key TEXT UNIQUE,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    due INT8 NOT NULL,
    every INT8,
    attempts INT8 NOT NULL,
    epoch INT8 NOT NULL,
    until INT8 NOT NULL,
    steps INT8 NOT NULL,
    total INT8 NOT NULL,
    error TEXT,
    succeeded INT8,
    created INT8 NOT NULL,
    ended INT8
);
CREATE INDEX job_by_due ON job (state, due);
CREATE INDEX job_by_ended ON job (state, ended);
