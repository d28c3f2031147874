//! A checkpoint seen on another day, to compare with.

use steadfast_trust::checkpoint::{Checkpoint, SignedCheckpoint};
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::check_consistency;

use crate::fault::{Fault, Problem};
use crate::form;

/// How faults in the older checkpoint name their place.
pub(crate) const FIELD: &str = "older checkpoint";

/// Reads the older checkpoint, which the same key must have signed.
pub(crate) fn read(note: &str, key: &PublicKey) -> Result<SignedCheckpoint, Fault> {
    form::checkpoint(note, key, 1, FIELD)
}

/// Compares with a file's own checkpoint, where no proof leads from one to the other: they must be of one size, or the
/// older one of the empty ledger.
pub(crate) fn compare(older: &Checkpoint, own: &Checkpoint) -> Result<(), Fault> {
    same_ledger(older, &own.origin)?;
    let (old, size) = (older.size, own.size);
    if old > size {
        return Err(Problem::Newer { older: old, size }.at(1, FIELD));
    }
    if old != 0 && old != size {
        return Err(Problem::NoPath { older: old, size }.at(1, FIELD));
    }
    check_consistency(old, &older.root, size, &own.root, &[]).map_err(|_| Problem::Rewritten.at(1, FIELD))
}

pub(crate) fn same_ledger(checkpoint: &Checkpoint, expected: &str) -> Result<(), Fault> {
    if checkpoint.origin == expected {
        return Ok(());
    }
    Err(Problem::OtherLedger { found: checkpoint.origin.clone(), expected: expected.to_owned() }.at(1, FIELD))
}
