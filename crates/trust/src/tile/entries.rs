//! Entry bundles: the leaves' data, 256 at a time (C2SP tlog-tiles, "Log entries").

use thiserror::Error;

use super::WIDTH;
use crate::hash::Hash;

/// Bytes of an entry with its length before it.
const ENTRY: usize = 2 + 32;

/// Bytes that are no bundle of 32-byte entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BundleError {
    /// The bytes end within an entry, or there are more than 256.
    #[error("{0} bytes are no bundle of 1 to {WIDTH} entries of 32 bytes")]
    Length(usize),
    /// An entry of another length.
    #[error("entry {0} of the bundle is not 32 bytes long")]
    Entry(usize),
}

/// Each leaf's data with its length before it, a big-endian 16-bit number. A leaf of this ledger holds a hash, never
/// content, so that a bundle tells nobody anything.
pub fn entry_bundle(leaf_data: &[Hash]) -> Vec<u8> {
    leaf_data.iter().flat_map(|data| [0, 32].into_iter().chain(*data)).collect()
}

/// The leaves' data in a bundle.
///
/// # Errors
/// When it is empty, longer than a tile is wide, or holds an entry of another length than ours.
pub fn read_entry_bundle(bytes: &[u8]) -> Result<Vec<Hash>, BundleError> {
    let (entries, rest) = bytes.as_chunks::<ENTRY>();
    if !rest.is_empty() || entries.is_empty() || entries.len() > usize::from(WIDTH) {
        return Err(BundleError::Length(bytes.len()));
    }
    let data = |(at, entry): (usize, &[u8; ENTRY])| match entry {
        [0, 32, data @ ..] => Ok(*data),
        _ => Err(BundleError::Entry(at)),
    };
    entries.iter().enumerate().map(data).collect()
}
