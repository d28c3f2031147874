//! Earlier checkpoints of the same ledger, with the proofs that the dossier's own grew from them.

use serde::{Deserialize, Serialize};
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::checkpoint::{Checkpoint, SignedCheckpoint};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::check_consistency;

use super::fault::{DossierFault, DossierProblem};
use super::manifest::CONSISTENCY;
use crate::bundle::MOST_LINE;
use crate::fault::Problem;
use crate::form::{self, hashes_to_text};
use crate::older::same_ledger;

/// Bytes of the longest file of them that is read.
pub(super) const MOST_CONSISTENCY: usize = 8 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierForm {
    checkpoint: String,
    proof: Vec<String>,
}

/// The line of one earlier checkpoint in `ledger/consistency.jsonl`: its note, and the proof from it to the dossier's own
/// (RFC 6962, section 2.1.2).
///
/// # Errors
/// None for a note of this project.
pub fn earlier_line(checkpoint: &SignedCheckpoint, proof: &[Hash]) -> Result<String, CanonicalError> {
    form::line(&EarlierForm { checkpoint: checkpoint.to_text(), proof: hashes_to_text(proof) })
}

/// Reads and checks them: sizes rise, and each is shown to be the beginning of the dossier's own.
pub(super) fn read(bytes: &[u8], own: &Checkpoint, key: &PublicKey) -> Result<Vec<Checkpoint>, DossierFault> {
    let mut all: Vec<Checkpoint> = Vec::new();
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    for line in text.split(|byte| *byte == b'\n') {
        let form: EarlierForm =
            canonical::read(line, MOST_LINE).map_err(|error| DossierProblem::Form(error).at(CONSISTENCY))?;
        let one = one(&form, own, key).map_err(|problem| DossierProblem::Ledger(problem).at(CONSISTENCY))?;
        if all.last().is_some_and(|last| last.size >= one.size) {
            return Err(DossierProblem::Member("checkpoint").at(CONSISTENCY));
        }
        all.push(one);
    }
    Ok(all)
}

fn one(form: &EarlierForm, own: &Checkpoint, key: &PublicKey) -> Result<Checkpoint, Problem> {
    let earlier = form::checkpoint(&form.checkpoint, key, 1, "checkpoint").map_err(|fault| fault.problem)?;
    let earlier = earlier.unchecked().clone();
    same_ledger(&earlier, &own.origin).map_err(|fault| fault.problem)?;
    let proof = form::hashes(&form.proof, "proof").map_err(|fault| fault.problem)?;
    check_consistency(earlier.size, &earlier.root, own.size, &own.root, &proof).map_err(Problem::Consistency)?;
    Ok(earlier)
}
