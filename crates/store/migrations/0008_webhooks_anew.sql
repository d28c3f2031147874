-- Webhooks and their deliveries, made anew: no program before this step wrote any.
DROP TABLE delivery;
DROP TABLE webhook;
CREATE TABLE webhook (
    id BYTES PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    -- The kinds of records it hears of, as a JSON array; an empty one means every kind.
    kinds TEXT NOT NULL,
    -- off: by staff; stopped: by the server, because its receiver does not answer any more.
    state TEXT NOT NULL CHECK (state IN ('on', 'off', 'stopped')),
    -- Why it was stopped.
    reason TEXT,
    -- Sealed under the master key.
    secret BYTES NOT NULL,
    -- The secret before the last rotation, with which deliveries are signed too until then.
    former BYTES,
    former_until INT8 NOT NULL,
    -- The number of the next record that it has not heard of.
    position INT8 NOT NULL,
    -- Since when no attempt succeeded; nothing while they do.
    failing INT8,
    -- Failed attempts in a row.
    tries INT8 NOT NULL,
    -- No attempt before.
    pause INT8 NOT NULL,
    -- When something arrived last, and when something was tried last.
    delivered INT8,
    attempted INT8,
    -- The person who made it.
    maker BYTES NOT NULL,
    created INT8 NOT NULL,
    -- Rises with every change by staff, for ETags.
    version INT8 NOT NULL
);
CREATE TABLE delivery (
    day INT8 NOT NULL,
    id BYTES NOT NULL,
    webhook BYTES NOT NULL REFERENCES webhook (id),
    -- The record's number; nothing for a test.
    number INT8,
    -- What is sent, the same bytes in every attempt.
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    due INT8 NOT NULL,
    attempts INT8 NOT NULL,
    -- The last answer: its status, the begin of its text, or why there was none.
    status INT8,
    answer TEXT,
    -- How long the last attempt took, in milliseconds.
    took INT8,
    ended INT8,
    created INT8 NOT NULL,
    PRIMARY KEY (day, id)
);
CREATE UNIQUE INDEX delivery_once ON delivery (webhook, number);
CREATE INDEX delivery_by_webhook ON delivery (webhook, id);
CREATE INDEX delivery_by_state ON delivery (webhook, state, id);
CREATE INDEX delivery_by_due ON delivery (webhook, state, due);
