//! What changed between two versions of an artifact, as a patch that small devices can apply.
//!
//! A patch is only transport: the whole new artifact stays the truth, and its signed digest decides. A device that holds
//! the old version applies the patch with at most [`MEMORY`] beside the old file, which is mapped or lies in memory already,
//! and gets the new version or an error, never something else.
//!
//! # How a patch describes the new file
//!
//! As bsdiff does: the new file is a sequence of pieces, each of which is a stretch of the old file *with a difference*
//! (each byte is the old one plus one of the patch), and then bytes that are new. In a program whose code moved, most
//! differences are zero and the rest repeat, so that they compress far better than copies of exact matches. Stretches of
//! more than a few thousand bytes that are equal carry no differences.
//!
//! # Layout
//!
//! ```text
//! magic "SFDELTA\n"  version u8  algorithm u8
//! old: length u64, SHA-256       new: length u64, SHA-256          little endian
//! five windows, each as its power of two, u8
//! chunks, until the new file has its length; then the patch ends
//! ```
//!
//! Five streams describe the pieces, each compressed as LZMA2 on its own:
//!
//! | stream | holds, piece by piece |
//! | --- | --- |
//! | seeks | how far the piece's place in the old file lies from the end of the last one, zigzag |
//! | lengths | twice the length of the stretch with differences, plus one where an equal stretch follows: then its length, and so on |
//! | extras | how many new bytes follow |
//! | differences | bytes to add |
//! | additions | bytes that are new |
//!
//! Numbers are LEB128. A chunk of LZMA2 (at most 64 KiB, with its sizes in its header) stands in the patch exactly where
//! the applier needs its first byte. So one pass over the patch feeds all five streams without seeking, tags or spooling,
//! and what an applier holds is five windows and five chunks, whatever the size of the files.
#![cfg_attr(not(feature = "make"), allow(unused, reason = "the layout is read and written by one code"))]

mod apply;
mod chunk;
mod error;
mod header;
#[cfg(feature = "make")]
mod make;
mod number;
mod output;
mod streams;

pub use apply::apply;
pub use error::DeltaError;
pub use header::{Algorithm, Header, Identity};
#[cfg(feature = "make")]
pub use make::{MakeError, Patch, make};

/// The most memory that [`apply`] takes beside the old file, in bytes: windows of at most 13 MiB, chunks, buffers and
/// the tables of the decoders. Kept by the check of the windows in a patch, and by a test that counts.
pub const MEMORY: usize = 16 << 20;
