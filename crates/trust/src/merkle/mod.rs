//! The Merkle tree of RFC 6962, section 2.1: hashes, roots, proofs and their check.

mod check;
mod frontier;
mod prove;

pub use check::{ProofFault, check_consistency, check_inclusion};
pub use frontier::Frontier;
pub use prove::{Node, ProveError, prove_consistency, prove_inclusion, root};

use crate::hash::{Hash, sha256};

/// The root of the empty tree: the hash of nothing (RFC 6962, section 2.1).
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// The hash of a leaf: `SHA-256(0x00 ‖ data)` (RFC 6962, section 2.1).
pub fn leaf_hash(data: &[u8]) -> Hash {
    sha256(&[&[0x00], data])
}

/// The hash of an inner node: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962, section 2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[0x01], left, right])
}

/// The root over hashes whose number is a power of two: a complete subtree.
pub(crate) fn complete(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            node_hash(&complete(left), &complete(right))
        }
    }
}
