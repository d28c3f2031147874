//! Keys, signatures, envelopes and the Merkle ledger: append, prove, check.
