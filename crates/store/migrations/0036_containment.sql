-- What was held because of a case: rollouts paused, deliveries that wait, tokens that do not count. Each act can be undone.
--
CREATE TABLE containment (
    id BYTES PRIMARY KEY,
    case_id BYTES NOT NULL,
    move TEXT NOT NULL CHECK (move IN ('rollouts', 'deliveries', 'tokens')),
    made INT8 NOT NULL,
    maker BYTES,
    undone INT8,
    undoer BYTES
);
CREATE INDEX containment_case ON containment (case_id, made);
CREATE INDEX containment_holds ON containment (id) WHERE undone IS NULL;
CREATE TABLE containment_thing (
    containment BYTES NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('rollout', 'webhook', 'receiver', 'token')),
    thing BYTES NOT NULL,
    -- Its version once it was held: what has another one was changed by somebody meanwhile. 0: it has none.
    version INT8 NOT NULL,
    PRIMARY KEY (containment, kind, thing)
);
-- A token that is held: it does not count until it is given back.
ALTER TABLE token ADD COLUMN held INT8;
