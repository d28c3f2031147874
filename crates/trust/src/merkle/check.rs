//! Proofs, checked.

use thiserror::Error;

use super::node_hash;
use crate::hash::Hash;

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofFault {
    /// The leaf would lie outside of the tree.
    #[error("leaf {index} lies outside of a tree of {size}")]
    Outside {
        /// The leaf's number.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The first tree is the larger one.
    #[error("a tree of {old} cannot be the beginning of one of {new}")]
    Order {
        /// The size that should be the smaller one.
        old: u64,
        /// The size that should be the larger one.
        new: u64,
    },
    /// Too many or too few hashes.
    #[error("the proof has {0} hashes, which do not fit the sizes")]
    Length(usize),
    /// The hashes lead to another root than the older tree's.
    #[error("the proof leads to another root than that of the older tree")]
    OldRoot,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// Checks that the leaf with this hash is number `index` of the tree of this size and root (RFC 9162, section 2.1.3.2,
/// for the audit paths of RFC 6962, section 2.1.1).
///
/// # Errors
/// When it is not shown.
pub fn check_inclusion(leaf_hash: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), ProofFault> {
    if index >= size {
        return Err(ProofFault::Outside { index, size });
    }
    let length = ProofFault::Length(proof.len());
    let (mut at, mut last, mut node) = (index, size - 1, *leaf_hash);
    for sibling in proof {
        if last == 0 {
            return Err(length);
        }
        if at & 1 == 1 || at == last {
            node = node_hash(sibling, &node);
            let lone = if at & 1 == 1 { 0 } else { at.trailing_zeros().min(63) };
            (at, last) = (at >> lone, last >> lone);
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, node == *root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofFault::Root),
        _ => Err(length),
    }
}

/// Checks that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 9162, section 2.1.4.2, for the
/// proofs of RFC 6962, section 2.1.2). The empty tree begins every tree, and a tree begins itself, with an empty proof.
///
/// # Errors
/// When it is not shown.
pub fn check_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofFault> {
    if old > new {
        return Err(ProofFault::Order { old, new });
    }
    if old == 0 || old == new {
        return trivial(old, old_root, new_root, proof);
    }
    let length = ProofFault::Length(proof.len());
    let (first, rest) = if old.is_power_of_two() {
        (*old_root, proof)
    } else {
        proof.split_first().map(|(first, rest)| (*first, rest)).ok_or(length)?
    };
    let shared = (old - 1).trailing_ones();
    let (mut at, mut last) = ((old - 1) >> shared, (new - 1) >> shared);
    let (mut old_node, mut new_node) = (first, first);
    for sibling in rest {
        if last == 0 {
            return Err(length);
        }
        if at & 1 == 1 || at == last {
            old_node = node_hash(sibling, &old_node);
            new_node = node_hash(sibling, &new_node);
            let lone = if at & 1 == 1 { 0 } else { at.trailing_zeros().min(63) };
            (at, last) = (at >> lone, last >> lone);
        } else {
            new_node = node_hash(&new_node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, old_node == *old_root, new_node == *new_root) {
        (0, true, true) => Ok(()),
        (0, false, _) => Err(ProofFault::OldRoot),
        (0, true, false) => Err(ProofFault::Root),
        _ => Err(length),
    }
}

fn trivial(old: u64, old_root: &Hash, new_root: &Hash, proof: &[Hash]) -> Result<(), ProofFault> {
    if !proof.is_empty() {
        return Err(ProofFault::Length(proof.len()));
    }
    let expected = if old == 0 { super::empty_root() } else { *new_root };
    if expected == *old_root { Ok(()) } else { Err(ProofFault::OldRoot) }
}
