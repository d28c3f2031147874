//! The tree as files that never change: tiles of 256 hashes (C2SP tlog-tiles).

mod edge;
mod entries;
mod nodes;
mod path;

pub use edge::{Edge, EdgeError};
pub use entries::{BundleError, entry_bundle, read_entry_bundle};
pub use nodes::{Nodes, NodesError};
pub use path::{PathError, Resource};

use crate::hash::Hash;

/// Hashes of a full tile (C2SP tlog-tiles, "Merkle Tree").
pub const WIDTH: u16 = 256;

/// Levels of the tree that one tile stands for.
pub const HEIGHT: u32 = 8;

/// The highest level a tile can have where sizes are 64 bits.
pub const TOP: u8 = 7;

/// A tile: so many consecutive hashes of one level.
///
/// The hash at `i` covers the leaves from `(number · 256 + i) · 256^level` to the next such; a partial tile has fewer
/// than 256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// 0 holds leaf hashes, each further level the roots of full tiles below.
    pub level: u8,
    /// Its number within the level.
    pub number: u64,
    /// How many hashes it has, 1 to [`WIDTH`].
    pub width: u16,
}

impl Tile {
    /// The tile with this number as it is in a tree of `size` leaves, or nothing where that tree has no such tile.
    pub fn of(level: u8, number: u64, size: u64) -> Option<Self> {
        let hashes = size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0);
        let before = number.checked_mul(u64::from(WIDTH))?;
        let width = u16::try_from(hashes.checked_sub(before)?.min(u64::from(WIDTH))).ok()?;
        (width > 0).then_some(Self { level, number, width })
    }

    /// Whether it has fewer than 256 hashes, and will change its name when the tree grows.
    pub fn is_partial(&self) -> bool {
        self.width < WIDTH
    }
}

/// The tiles of the right edge of a tree of `size` leaves that are partial, lowest level first: what has to be read
/// before leaves can be appended.
pub fn right_edge(size: u64) -> Vec<Tile> {
    let last = |level: u8| {
        let hashes = size >> (HEIGHT * u32::from(level));
        Tile::of(level, hashes >> HEIGHT, size)
    };
    (0..=TOP).filter_map(last).collect()
}

/// The hashes in a tile's bytes, or nothing where the length is not that of `width` hashes.
pub(crate) fn hashes(bytes: &[u8], width: u16) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() == usize::from(width)).then(|| hashes.to_vec())
}
