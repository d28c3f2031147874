//! Proofs, made from the hashes of complete subtrees.

use thiserror::Error;

use super::{empty_root, node_hash};
use crate::hash::Hash;

/// A complete subtree: the leaves from `index << level` to `(index + 1) << level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// Its height: 0 is a leaf.
    pub level: u32,
    /// Its number among those of its height.
    pub index: u64,
}

/// Why no proof could be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProveError<E> {
    /// The leaf lies outside of the tree.
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
    /// A hash could not be had.
    #[error("a hash of the tree could not be read")]
    Source(#[source] E),
}

/// The root of a tree of this size. `source` gives the hash of a complete subtree; it is asked for at most 64.
///
/// # Errors
/// When `source` fails.
pub fn root<E>(size: u64, mut source: impl FnMut(Node) -> Result<Hash, E>) -> Result<Hash, ProveError<E>> {
    range(0, size, &mut source)
}

/// The audit path of leaf `index` in the tree of `size` leaves (RFC 6962, section 2.1.1), nearest sibling first.
///
/// # Errors
/// When the leaf lies outside, or `source` fails.
pub fn prove_inclusion<E>(
    index: u64,
    size: u64,
    mut source: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, ProveError<E>> {
    if index >= size {
        return Err(ProveError::Outside { index, size });
    }
    let (mut start, mut end, mut siblings) = (0, size, Vec::new());
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            siblings.push((middle, end));
            end = middle;
        } else {
            siblings.push((start, middle));
            start = middle;
        }
    }
    siblings.into_iter().rev().map(|(start, end)| range(start, end, &mut source)).collect()
}

/// The proof that the tree of `old` leaves begins the one of `new` leaves (RFC 6962, section 2.1.2); empty where `old` is
/// nothing or all of it.
///
/// # Errors
/// When `old` is larger, or `source` fails.
pub fn prove_consistency<E>(
    old: u64,
    new: u64,
    mut source: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, ProveError<E>> {
    if old > new {
        return Err(ProveError::Order { old, new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let (mut start, mut end, mut whole, mut parts) = (0, new, true, Vec::new());
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            parts.push((middle, end));
            end = middle;
        } else {
            parts.push((start, middle));
            start = middle;
            whole = false;
        }
    }
    if !whole {
        parts.push((start, end));
    }
    parts.into_iter().rev().map(|(start, end)| range(start, end, &mut source)).collect()
}

/// The largest power of two that is smaller than `count` (RFC 6962's *k*), for a count above 1.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The hash over the leaves from `start` to `end`, where `start` is a multiple of the power of two next to the count: its
/// complete subtrees, joined from the smallest up.
fn range<E>(start: u64, end: u64, source: &mut impl FnMut(Node) -> Result<Hash, E>) -> Result<Hash, ProveError<E>> {
    let (mut end, mut joined) = (end, None);
    while start < end {
        let level = (end - start).trailing_zeros();
        let left = end - (1 << level);
        let hash = source(Node { level, index: left >> level }).map_err(ProveError::Source)?;
        joined = Some(joined.map_or(hash, |right| node_hash(&hash, &right)));
        end = left;
    }
    Ok(joined.unwrap_or_else(empty_root))
}
