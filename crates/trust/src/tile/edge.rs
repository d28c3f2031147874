//! Appending: the right edge of the tree, and the tiles that change.

use thiserror::Error;

use super::{HEIGHT, TOP, Tile, WIDTH, hashes, right_edge};
use crate::hash::Hash;
use crate::merkle::{complete, empty_root, node_hash};

/// The right edge of a tree: its partial tiles, at most one per level. Enough to append any number of leaves and to tell
/// the root; at most 64 KiB.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// The hashes of the partial tile of each level, lowest first; empty where there is none.
    levels: Vec<Vec<Hash>>,
}

/// Why an edge could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EdgeError<E> {
    /// A tile could not be read.
    #[error("a tile at the edge of the tree could not be read")]
    Source(#[source] E),
    /// A tile has another length than its place demands.
    #[error("tile {number} of level {level} has {found} bytes instead of {width} hashes of 32", level = tile.level, number = tile.number, width = tile.width)]
    Length {
        /// The tile.
        tile: Tile,
        /// Bytes it has.
        found: usize,
    },
}

impl Edge {
    /// The edge of a tree of `size` leaves; `read` gives the bytes of each of its partial tiles, see [`right_edge`].
    ///
    /// # Errors
    /// When a tile cannot be read or is of another length. Whether its hashes are right shows in the
    /// [`root`](Self::root), to be compared with the newest checkpoint's.
    pub fn load<E>(size: u64, mut read: impl FnMut(Tile) -> Result<Vec<u8>, E>) -> Result<Self, EdgeError<E>> {
        let mut levels = vec![Vec::new(); usize::from(TOP) + 1];
        for tile in right_edge(size) {
            let bytes = read(tile).map_err(EdgeError::Source)?;
            let found = EdgeError::Length { tile, found: bytes.len() };
            let hashes = hashes(&bytes, tile.width).ok_or(found)?;
            if let Some(level) = levels.get_mut(usize::from(tile.level)) {
                *level = hashes;
            }
        }
        Ok(Self { size, levels })
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds leaves by their hashes, and gives every tile that is new or wider than before, with its bytes, in order of
    /// level and number: each as it is at the end of the batch, none that was partial only on the way.
    pub fn append(&mut self, leaf_hashes: &[Hash]) -> Vec<(Tile, Vec<u8>)> {
        self.levels.resize(usize::from(TOP) + 1, Vec::new());
        let mut changed = Vec::new();
        let mut rising = leaf_hashes.to_vec();
        for (level, partial) in (0..).zip(&mut self.levels) {
            if rising.is_empty() {
                break;
            }
            let first = (self.size >> (HEIGHT * u32::from(level))) >> HEIGHT;
            rising = widen(level, first, partial, &rising, &mut changed);
        }
        self.size = self.size.saturating_add(leaf_hashes.len() as u64);
        changed
    }

    /// The root of the tree (RFC 6962, section 2.1).
    pub fn root(&self) -> Hash {
        let joined = self.levels.iter().fold(None, |joined, partial| join(partial, joined));
        joined.unwrap_or_else(empty_root)
    }
}

/// Adds hashes to the partial tile of a level; gives the roots of the tiles that became full, for the level above.
fn widen(
    level: u8,
    first: u64,
    partial: &mut Vec<Hash>,
    more: &[Hash],
    changed: &mut Vec<(Tile, Vec<u8>)>,
) -> Vec<Hash> {
    let mut all = std::mem::take(partial);
    all.extend_from_slice(more);
    let tiles = all.chunks(usize::from(WIDTH)).zip(first..);
    let mut full = Vec::new();
    for (hashes, number) in tiles {
        let width = u16::try_from(hashes.len()).unwrap_or(WIDTH);
        let tile = Tile { level, number, width };
        changed.push((tile, hashes.concat()));
        if tile.is_partial() {
            *partial = hashes.to_vec();
        } else {
            full.push(complete(hashes));
        }
    }
    full
}

/// Joins a partial tile's complete subtrees, smallest first, to what lies right of them.
fn join(partial: &[Hash], right: Option<Hash>) -> Option<Hash> {
    let (mut rest, mut joined) = (partial, right);
    while !rest.is_empty() {
        let (before, smallest) = rest.split_at(rest.len() - (1 << rest.len().trailing_zeros()));
        let left = complete(smallest);
        joined = Some(joined.map_or(left, |right| node_hash(&left, &right)));
        rest = before;
    }
    joined
}
