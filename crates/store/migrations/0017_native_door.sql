-- Units that speak for themselves.
--
-- How often the unit had started when it said that the update is in its place: only a start that came later proves it.
ALTER TABLE rollout_action ADD COLUMN starts INT8;
-- What is to be taken back when a rollout is stopped.
CREATE INDEX rollout_action_untaken ON rollout_action (rollout, unit) WHERE state IN ('offered', 'running');
