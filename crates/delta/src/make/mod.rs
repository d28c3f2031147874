//! Two files become a patch.

mod pack;
mod pieces;
mod seeds;

use std::io;

use crate::header::{Algorithm, Header, Identity};
use pieces::{Piece, Pieces};
use seeds::Seeds;

/// A patch, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// From what, to what, and how.
    pub header: Header,
    /// The patch as [`crate::apply`] reads it.
    pub bytes: Vec<u8>,
}

/// Why there is no patch.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The encoder failed.
    #[error("the patch cannot be packed: {0}")]
    Packed(#[source] io::Error),
    /// The old file is longer than what samples are counted for.
    #[error("the old file of {0} bytes is too long for a patch")]
    TooLong(usize),
}

/// Makes the patch from `old` to `new`. The same files give the same bytes.
///
/// Beside both files it takes about six times the length of `old` up to 64 MiB, one and a half times the length of a
/// longer one, and 150 MB for the encoders. It runs on one thread: whoever has several processors makes patches of
/// several artifacts at once. Compressed files have nothing in common that it could find: make patches of what is in them.
///
/// # Errors
/// When the encoder fails, or the old file is longer than 16 GiB.
pub fn make(old: &[u8], new: &[u8]) -> Result<Patch, MakeError> {
    let pieces: Vec<Piece> = Pieces::new(old, new, &Seeds::sow(old)?).collect();
    let header = Header { algorithm: Algorithm::Difference, old: Identity::of(old), new: Identity::of(new) };
    let mut bytes = header.to_bytes();
    pack::pack(old, new, &pieces, &mut bytes).map_err(MakeError::Packed)?;
    Ok(Patch { header, bytes })
}
