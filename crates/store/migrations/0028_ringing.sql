-- Who is on duty: the first, then the deputies in their order. Nobody: everybody who may assess.
CREATE TABLE duty (
    place INT8 PRIMARY KEY,
    person BYTES NOT NULL UNIQUE,
    since INT8 NOT NULL
);
-- What is rung for until somebody answers: one for each thing that has a clock, and each of its clocks.
CREATE TABLE alarm (
    id BYTES PRIMARY KEY,
    -- What the clock is of: an id of a case or of an alert, or the hour of a weekly test.
    subject TEXT NOT NULL,
    clock TEXT NOT NULL CHECK (clock IN ('alert', 'assess', 'early-warning', 'report', 'test')),
    -- The case's number, as people say it; nothing: it is of no case.
    number INT8,
    -- What the product was called; empty without one.
    product TEXT NOT NULL,
    begun INT8 NOT NULL,
    due INT8 NOT NULL,
    -- Whether it rings as it begins, or only as its due time comes nearer.
    at_once INT8 NOT NULL,
    opened INT8 NOT NULL,
    -- Since when it is over.
    ended INT8,
    -- Since when it is noted that nobody answered a test in time.
    missed INT8
);
CREATE UNIQUE INDEX alarm_open ON alarm (subject, clock) WHERE ended IS NULL;
CREATE INDEX alarm_subject ON alarm (subject, clock, due);
-- Who said that they are on it: one for each round of an alarm, whoever came first.
CREATE TABLE alarm_answer (
    alarm BYTES NOT NULL REFERENCES alarm (id),
    round INT8 NOT NULL,
    person BYTES NOT NULL,
    time INT8 NOT NULL,
    PRIMARY KEY (alarm, round)
);
-- What was rung: each step once.
CREATE TABLE ring (
    alarm BYTES NOT NULL REFERENCES alarm (id),
    round INT8 NOT NULL,
    turn INT8 NOT NULL,
    -- Whom it reached: the first, the deputy as well, or all.
    whom TEXT NOT NULL CHECK (whom IN ('first', 'deputy', 'all')),
    time INT8 NOT NULL,
    PRIMARY KEY (alarm, round, turn)
);
-- Who was rung by a step, and how. On pages it rings for each of them as well.
CREATE TABLE ring_person (
    alarm BYTES NOT NULL REFERENCES alarm (id),
    round INT8 NOT NULL,
    turn INT8 NOT NULL,
    -- A person, or a receiver that hears of every ring.
    who BYTES NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('mail', 'page', 'receiver')),
    -- The mail.
    message BYTES,
    PRIMARY KEY (alarm, round, turn, who)
);
