//! Two dossiers of one ledger: whether their heads can both be true.
//!
//! A head commits to all records before it. Two heads of one size with different roots, or one number with two records,
//! show that the ledger's key signed two histories. Where the heads have different sizes, only a proof shows that one is the
//! beginning of the other: dossiers carry one from each earlier dossier's head. Without it nothing can be said offline.

use super::close::DossierFindings;
use super::fault::{DossierFault, DossierProblem};
use super::manifest::{MANIFEST, RECORDS};
use crate::fault::Problem;

/// How two heads of one ledger go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They are one.
    Same,
    /// The second grew from the first, over so many records.
    Grown(u64),
    /// The first grew from the second, over so many records.
    Older(u64),
}

/// Compares two dossiers that hold by themselves.
///
/// # Errors
/// A fork, where the two exclude each other; and where it cannot be decided: they are of different ledgers, or neither leads
/// to the other.
pub fn compare_dossiers(one: &DossierFindings, other: &DossierFindings) -> Result<Relation, DossierFault> {
    if one.key != other.key || one.head.origin != other.head.origin {
        return Err(DossierProblem::DifferentLedgers.at(MANIFEST));
    }
    heads(one, other)?;
    leaves(one, other)?;
    let (first, second) = (one.head.size, other.head.size);
    let leads = |from: u64, to: &DossierFindings| from == 0 || to.earlier.iter().any(|earlier| earlier.size == from);
    match first.cmp(&second) {
        std::cmp::Ordering::Equal => Ok(Relation::Same),
        std::cmp::Ordering::Less if leads(first, other) => Ok(Relation::Grown(first)),
        std::cmp::Ordering::Greater if leads(second, one) => Ok(Relation::Older(second)),
        _ => {
            let (older, size) = (first.min(second), first.max(second));
            Err(DossierProblem::Ledger(Problem::NoPath { older, size }).at(MANIFEST))
        }
    }
}

/// Heads of one size, own or earlier, have one root.
fn heads(one: &DossierFindings, other: &DossierFindings) -> Result<(), DossierFault> {
    let others: Vec<_> = other.earlier.iter().chain([&other.head]).collect();
    for head in one.earlier.iter().chain([&one.head]) {
        let same = others.iter().find(|known| known.size == head.size);
        if same.is_some_and(|known| known.root != head.root) {
            return Err(DossierProblem::Fork { size: head.size }.at(MANIFEST));
        }
    }
    Ok(())
}

/// Records of one number have one leaf.
fn leaves(one: &DossierFindings, other: &DossierFindings) -> Result<(), DossierFault> {
    for record in &one.records {
        let at = other.records.binary_search_by_key(&record.index, |known| known.index);
        let known = at.ok().and_then(|at| other.records.get(at));
        if known.is_some_and(|known| known.leaf != record.leaf) {
            return Err(DossierProblem::Fork { size: record.index + 1 }.of_record(RECORDS, record.index));
        }
    }
    Ok(())
}
