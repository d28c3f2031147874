-- People, sessions, tokens, second factors, throttles and approvals.
CREATE TABLE person (
    id BYTES PRIMARY KEY,
    -- The name to sign in with, in lower case.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
    -- A PHC string; nothing until the person set one.
    password TEXT,
    -- 1 where that password is good enough without a second factor.
    password_alone INT8 NOT NULL,
    -- Sealed under the master key.
    totp BYTES,
    totp_proposed BYTES,
    -- The step of the last code that was taken.
    totp_step INT8 NOT NULL,
    created INT8 NOT NULL,
    -- Rises with every change, for ETags.
    version INT8 NOT NULL
);
-- Recovery codes, hashed; a used one is gone.
CREATE TABLE recovery_code (
    hash BYTES PRIMARY KEY,
    person BYTES NOT NULL REFERENCES person (id)
);
CREATE INDEX recovery_code_by_person ON recovery_code (person);
CREATE TABLE session (
    id BYTES PRIMARY KEY,
    hash BYTES NOT NULL UNIQUE,
    person BYTES NOT NULL REFERENCES person (id),
    -- What the browser said it is.
    agent TEXT NOT NULL,
    made INT8 NOT NULL,
    used INT8 NOT NULL,
    -- When every factor was given last.
    proved INT8 NOT NULL,
    ended INT8
);
CREATE INDEX session_by_person ON session (person, id);
-- Sign-ins whose password was right and whose second factor is awaited; without a person, a passkey's challenge.
CREATE TABLE sign_in (
    hash BYTES PRIMARY KEY,
    person BYTES REFERENCES person (id),
    tries INT8 NOT NULL,
    challenge TEXT,
    made INT8 NOT NULL
);
CREATE INDEX sign_in_by_made ON sign_in (made);
-- Browsers that signed in before.
CREATE TABLE browser (
    hash BYTES PRIMARY KEY,
    person BYTES NOT NULL REFERENCES person (id),
    used INT8 NOT NULL
);
CREATE INDEX browser_by_person ON browser (person);
-- Budgets of tries: of a person's strangers, of a browser, of a name that nobody has.
CREATE TABLE throttle (
    name TEXT PRIMARY KEY,
    tries INT8 NOT NULL,
    wall INT8 NOT NULL,
    steady INT8 NOT NULL,
    run INT8 NOT NULL
);
CREATE TABLE token (
    id BYTES PRIMARY KEY,
    hash BYTES NOT NULL UNIQUE,
    person BYTES NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    -- Actions, apart by spaces.
    scopes TEXT NOT NULL,
    made INT8 NOT NULL,
    expires INT8 NOT NULL,
    used INT8,
    ended INT8
);
CREATE INDEX token_by_person ON token (person, id);
-- One-time links: set-up, invitations, recoveries.
CREATE TABLE invitation (
    id BYTES PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('set-up', 'invitation', 'recovery')),
    hash BYTES NOT NULL UNIQUE,
    -- Whose account a recovery opens, or an invitation made.
    person BYTES REFERENCES person (id),
    email TEXT,
    name TEXT,
    role TEXT,
    maker BYTES REFERENCES person (id),
    made INT8 NOT NULL,
    expires INT8 NOT NULL,
    used INT8,
    ended INT8
);
CREATE INDEX invitation_by_person ON invitation (person);
CREATE TABLE passkey (
    id BYTES PRIMARY KEY,
    person BYTES NOT NULL REFERENCES person (id),
    credential BYTES NOT NULL UNIQUE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    made INT8 NOT NULL,
    used INT8
);
CREATE INDEX passkey_by_person ON passkey (person, id);
-- A passkey that is being added, at most one per session.
CREATE TABLE passkey_challenge (
    session BYTES PRIMARY KEY REFERENCES session (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    made INT8 NOT NULL
);
-- What takes two people.
CREATE TABLE approval (
    id BYTES PRIMARY KEY,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- What will be done, as JSON.
    proposal TEXT NOT NULL,
    proposer BYTES NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'withdrawn', 'alone', 'confirmed', 'objected')),
    made INT8 NOT NULL,
    -- When the proposer acted alone, and until when a second person must look at it.
    alone INT8,
    due INT8,
    decider BYTES REFERENCES person (id),
    decision TEXT,
    decided INT8
);
CREATE INDEX approval_by_state ON approval (state, id);
