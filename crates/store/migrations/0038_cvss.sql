-- The CVSS vectors of an own flaw, in both versions that are in use.
--
ALTER TABLE own_flaw ADD COLUMN vector_v3 TEXT;
ALTER TABLE own_flaw ADD COLUMN vector_v4 TEXT;
