-- Whoever works on a job raises a counter, so that no clock says whether a process fell silent. 0: it gave the job up.
ALTER TABLE job RENAME COLUMN until TO beat;
CREATE INDEX job_by_kind ON job (kind, id);
-- When it was recorded that nobody looked in time at what was done alone.
ALTER TABLE approval ADD COLUMN overdue INT8;
