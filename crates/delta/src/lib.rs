//! What changed between two versions of an artifact, as a patch that small devices can apply.
//!
//! A patch is only transport: the whole new artifact stays the truth, and its signed digest decides. A device that holds
//! the old version applies the patch with at most [`MEMORY`] beside the old file, which is mapped or lies in memory already,
//! and gets the new version or an error, never something else.
//!
//! # How a patch describes the new file
//!
//! As bsdiff does: the new file is a sequence of pieces, each of which is a stretch of the old file *with differences*
//! (each byte is the old one plus one of the patch), and then bytes that are new. In a program whose code moved, most
//! differences are zero, and the others sit where the old bytes show an address. They are coded by how likely each is in
//! view of the old bytes around it, which is shorter, often several times, than packing them alone. Stretches of more than 8 KiB
//! that are equal carry no differences, so that what did not change in an image costs nothing.
//!
//! # Layout
//!
//! ```text
//! magic "SFDELTA\n"  version u8  algorithm u8
//! old: length u64, SHA-256       new: length u64, SHA-256          little endian
//! four windows, each as its power of two, u8
//! chunks, until the new file has its length; then the patch ends
//! ```
//!
//! Five streams describe the pieces:
//!
//! | stream | holds, piece by piece | packed as |
//! | --- | --- | --- |
//! | seeks | how far the piece's place in the old file lies from the end of the last one, zigzag | LZMA2 |
//! | lengths | twice the length of the stretch with differences, plus one where an equal stretch follows: then its length, and so on | LZMA2 |
//! | extras | how many new bytes follow | LZMA2 |
//! | additions | bytes that are new | LZMA2 |
//! | differences | bytes to add | own coder |
//!
//! Numbers are LEB128. A chunk of LZMA2 has its sizes in its header, and so has one of differences: how many it gives less
//! one, three bytes, and how many bytes follow less one, two bytes. Each stands in the patch exactly where the applier
//! needs its first byte. So one pass over the patch feeds all streams without seeking, tags or spooling, and what an
//! applier holds is four windows, the model of the differences and a chunk of each stream, whatever the size of the files.

mod apply;
mod chunk;
mod differences;
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

/// The most memory that [`apply`] takes beside the old file, in bytes: windows of at most 9 MiB, the
/// model of 4 MiB, chunks, buffers and the tables of the decoders. Kept by the check of the windows in a patch, and by a test that counts.
pub const MEMORY: usize = 16 << 20;
