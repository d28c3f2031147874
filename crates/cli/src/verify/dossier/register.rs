//! What the records of a dossier say about its register on a given day.
//!
//! This is the one place where the register is computed again from the records that a dossier carries, so that what has
//! expired since it was made is named. Until it is, the answer says that this is not known.

use jiff::Timestamp;
use serde::Serialize;
use steadfast_verify::dossier::DossierFindings;

/// What is known of the register.
#[derive(Debug, Serialize)]
pub(super) struct Register {
    /// `not-computed`.
    pub(super) state: &'static str,
    /// The day for which it was asked.
    pub(super) on: Timestamp,
    /// In words.
    pub(super) says: String,
}

/// The register of the records of a dossier that holds.
pub(super) fn computed(findings: &DossierFindings, now: Timestamp) -> Register {
    let records = findings.records.len();
    let says = format!("not computed again from the {records} records here: whether evidence has expired is not known");
    Register { state: "not-computed", on: now, says }
}
