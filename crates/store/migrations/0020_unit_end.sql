-- What units state of themselves beside updates: self-tests, erasures, and the end of their use.
--
-- Since when a unit is out of use; nothing: it is in use, or nobody kept since when.
ALTER TABLE unit ADD COLUMN ended INT8;
-- By whose word. staff: for good. unit: it erased everything to go out of use; set up again, it counts again.
ALTER TABLE unit ADD COLUMN ended_by TEXT CHECK (ended_by IN ('staff', 'unit'));
UPDATE unit SET ended_by = 'staff' WHERE state = 'decommissioned';
-- When it stated last that everything of its owner's was erased, and what for. unknown: it could not say.
ALTER TABLE unit ADD COLUMN erased INT8;
ALTER TABLE unit ADD COLUMN erased_for TEXT CHECK (erased_for IN ('reset', 'handover', 'end-of-life', 'unknown'));
-- What its last self-test came to; nothing: it never stated one.
ALTER TABLE unit ADD COLUMN tested TEXT CHECK (tested IN ('passed', 'failed', 'unknown'));
-- Few units have either: so these stay small, and counting needs no other table.
CREATE INDEX unit_erased ON unit (erased, erased_for, product) WHERE erased IS NOT NULL;
CREATE INDEX unit_tested ON unit (tested, state, silent, number, product) WHERE tested IS NOT NULL;
-- The newest statement of a kind.
CREATE INDEX unit_statement_kind ON unit_statement (unit, kind, id);
