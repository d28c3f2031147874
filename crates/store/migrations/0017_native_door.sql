-- Units that speak for themselves.
--
-- How often the unit had started when it said that the update is in its place: only a start that came later proves it.
ALTER TABLE rollout_action ADD COLUMN starts INT8;
-- Whether it was asked to stop: once is enough.
ALTER TABLE rollout_action ADD COLUMN asked INT8;
-- The highest place in the order of a part that the unit signed to run.
ALTER TABLE unit_runs ADD COLUMN highest INT8;
-- What is to be taken back when a rollout is stopped.
CREATE INDEX rollout_action_untaken ON rollout_action (rollout, unit) WHERE state IN ('offered', 'running') AND asked IS NULL;
-- How many units came to a release on which day, without a look at their rows.
CREATE INDEX unit_runs_reach ON unit_runs (release, since);
