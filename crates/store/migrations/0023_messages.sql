-- Who is told of what, and the messages on their way to them.
CREATE TABLE receiver (
    id BYTES PRIMARY KEY,
    -- How it is reached.
    way TEXT NOT NULL CHECK (way IN ('mail', 'syslog')),
    name TEXT NOT NULL,
    -- The person whose own address the mail goes to; nothing: the address below.
    person BYTES,
    -- An address of mail, or host and port of a server that takes syslog; empty for a person.
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    -- What carries syslog.
    carrier TEXT CHECK (carrier IN ('tls', 'tcp', 'udp')),
    -- The authority, in PEM, that the server's certificate must come from; nothing: those that browsers know.
    authority TEXT,
    -- What it hears of, as a JSON array.
    kinds TEXT NOT NULL,
    -- The product that it hears of; nothing: all.
    product BYTES,
    -- The least score of alerts that it hears of, in hundredths of decimal orders.
    least INT8 NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on', 'off')),
    -- Since when no attempt succeeded; nothing while they do.
    failing INT8,
    -- Failed attempts in a row.
    tries INT8 NOT NULL,
    -- No attempt before.
    pause INT8 NOT NULL,
    -- When something arrived last, and when something was tried last.
    delivered INT8,
    attempted INT8,
    -- When news were put into a message last.
    gathered INT8 NOT NULL,
    maker BYTES NOT NULL,
    created INT8 NOT NULL,
    -- Rises with every change by staff, for ETags.
    version INT8 NOT NULL
);
CREATE TABLE message (
    day INT8 NOT NULL,
    id BYTES NOT NULL,
    receiver BYTES NOT NULL REFERENCES receiver (id),
    kind TEXT NOT NULL,
    -- The alert that it is about; nothing: several, or none.
    alert BYTES,
    subject TEXT NOT NULL,
    -- What is sent, the same in every attempt.
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    due INT8 NOT NULL,
    attempts INT8 NOT NULL,
    -- The last answer, or why there was none.
    answer TEXT,
    -- How long the last attempt took, in milliseconds.
    took INT8,
    ended INT8,
    created INT8 NOT NULL,
    PRIMARY KEY (day, id)
);
CREATE INDEX message_by_receiver ON message (receiver, id);
CREATE INDEX message_by_state ON message (receiver, state, due);
-- News of alerts that wait to be put into a message.
CREATE TABLE alert_news (
    receiver BYTES NOT NULL REFERENCES receiver (id),
    alert BYTES NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('opened', 'grown', 'ended')),
    created INT8 NOT NULL,
    PRIMARY KEY (receiver, alert, stage)
);
CREATE INDEX alert_news_by_time ON alert_news (receiver, created);
-- Who was told of which alert, at how many units it was then, and when.
CREATE TABLE alert_heard (
    alert BYTES NOT NULL,
    receiver BYTES NOT NULL REFERENCES receiver (id),
    units INT8 NOT NULL,
    told INT8 NOT NULL,
    PRIMARY KEY (alert, receiver)
);
CREATE INDEX alert_heard_by_receiver ON alert_heard (receiver);
