-- When the newest checkpoint was signed; nothing where a program before this step signed it.
ALTER TABLE ledger_head ADD COLUMN signed_time INT8;
