-- The list of people: found by name or address, ordered by name, role or last visit; and decisions, newest first.
-- Name and address in small letters without marks, to search and to order by.
ALTER TABLE person ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE person SET folded = LOWER(name) || ' ' || email;
-- When the person was last here, to within some minutes; 0 before the first time.
ALTER TABLE person ADD COLUMN seen INT8 NOT NULL DEFAULT 0;
UPDATE person SET seen = COALESCE((SELECT MAX(used) FROM session WHERE session.person = person.id), 0);
CREATE INDEX person_by_name ON person (folded, id);
CREATE INDEX person_by_role ON person (role, folded, id);
CREATE INDEX person_by_seen ON person (seen, id);
CREATE INDEX approval_by_decided ON approval (decided, id);
-- Accounts that took too many wrong tries.
CREATE INDEX throttle_by_tries ON throttle (tries, name);
