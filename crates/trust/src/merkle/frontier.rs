//! A tree that only grows, in the memory of its right edge.

use super::{empty_root, node_hash};
use crate::hash::Hash;

/// The roots of the complete subtrees that a tree of some size is made of, largest first: enough to add leaves and to
/// tell the root, in at most 64 hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf_hash: Hash) {
        let mut node = leaf_hash;
        for _ in 0..self.size.trailing_ones() {
            let left = self.subtrees.pop().unwrap_or_default();
            node = node_hash(&left, &node);
        }
        self.subtrees.push(node);
        self.size = self.size.saturating_add(1);
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root (RFC 6962, section 2.1): the subtrees joined from the smallest up.
    pub fn root(&self) -> Hash {
        let joined = self.subtrees.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or_else(empty_root)
    }
}
