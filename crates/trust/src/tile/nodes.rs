//! Hashes of the tree, taken from tiles: the source for proofs.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{HEIGHT, Tile, WIDTH, hashes};
use crate::hash::Hash;
use crate::merkle::{Node, complete};

/// The hashes of a tree of some size, read from its tiles. Each tile is read once: a proof in a tree of ten million
/// leaves reads at most six.
pub struct Nodes<F> {
    size: u64,
    read: F,
    held: BTreeMap<Tile, Vec<Hash>>,
}

/// Why a hash could not be had.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NodesError<E> {
    /// A tile could not be read.
    #[error("a tile could not be read")]
    Source(#[source] E),
    /// A tile has another length than its place demands.
    #[error("tile {number} of level {level} has {found} bytes instead of {width} hashes of 32", level = tile.level, number = tile.number, width = tile.width)]
    Length {
        /// The tile.
        tile: Tile,
        /// Bytes it has.
        found: usize,
    },
    /// The tree has no such complete subtree.
    #[error("the tree has no complete subtree {index} of height {level}", level = .0.level, index = .0.index)]
    Absent(Node),
}

impl<E, F: FnMut(Tile) -> Result<Vec<u8>, E>> Nodes<F> {
    /// The hashes of a tree of `size` leaves. `read` gives a tile's bytes; where a partial tile is gone, the first
    /// `width` hashes of the full one that took its place.
    pub fn new(size: u64, read: F) -> Self {
        Self { size, read, held: BTreeMap::new() }
    }

    /// The hash of a complete subtree.
    ///
    /// # Errors
    /// When a tile cannot be read or is of another length, or the tree is too small.
    pub fn hash(&mut self, node: Node) -> Result<Hash, NodesError<E>> {
        let absent = NodesError::Absent(node);
        let Some((tile, first, count)) = self.place(node) else { return Err(absent) };
        let held = self.tile(tile)?;
        held.get(first..first + count).map(complete).ok_or(absent)
    }

    /// The tile a subtree's hash comes from, and which of its hashes are its leaves.
    fn place(&self, node: Node) -> Option<(Tile, usize, usize)> {
        let level = u8::try_from(node.level / HEIGHT).ok()?;
        let height = node.level % HEIGHT;
        let number = node.index >> (HEIGHT - height);
        let tile = Tile::of(level, number, self.size)?;
        let first = (node.index << height) % u64::from(WIDTH);
        Some((tile, usize::try_from(first).ok()?, 1 << height))
    }

    fn tile(&mut self, tile: Tile) -> Result<&[Hash], NodesError<E>> {
        if !self.held.contains_key(&tile) {
            let bytes = (self.read)(tile).map_err(NodesError::Source)?;
            let found = NodesError::Length { tile, found: bytes.len() };
            self.held.insert(tile, hashes(&bytes, tile.width).ok_or(found)?);
        }
        Ok(self.held.get(&tile).map(Vec::as_slice).unwrap_or_default())
    }
}
