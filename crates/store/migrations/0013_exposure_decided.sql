-- A release check reads what was decided on a release, and its flaws of the own register: most releases have neither.
CREATE INDEX exposure_decided ON exposure (release, flaw, component) WHERE assessment IS NOT NULL;
CREATE INDEX exposure_own ON exposure (release, flaw) WHERE component = 0;
