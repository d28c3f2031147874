//! Why a patch was not applied.

use std::io;

/// Why a patch was not applied. Whatever was written before is not the new file, and is thrown away by the caller.
#[derive(Debug, thiserror::Error)]
pub enum DeltaError {
    /// The source of the patch failed.
    #[error("the patch cannot be read: {0}")]
    Read(#[source] io::Error),
    /// The place where the new file goes failed.
    #[error("the new file cannot be written: {0}")]
    Write(#[source] io::Error),
    /// The patch ends before the new file is complete.
    #[error("the patch is cut off: byte {at} of the new file is missing")]
    Truncated {
        /// Where in the new file.
        at: u64,
    },
    /// It does not begin as a patch does.
    #[error("this is no patch of Steadfast")]
    NotAPatch,
    /// It has a layout of another version.
    #[error("the patch has version {0} of its layout, this program reads version {version}", version = crate::header::VERSION)]
    Version(u8),
    /// It was made with an algorithm that is not known here.
    #[error("the patch uses algorithm {0}, which this program does not know")]
    Algorithm(u8),
    /// Applying it would take more than [`crate::MEMORY`].
    #[error("the patch asks for windows that do not fit into 16 MiB")]
    Memory,
    /// It was made for another old file.
    #[error("the patch is for another old file: it needs one of {needed}")]
    WrongOld {
        /// What the patch was made from.
        needed: crate::Identity,
    },
    /// Its content contradicts itself.
    #[error("the patch is damaged at byte {at} of the new file: {reason}")]
    Malformed {
        /// Where in the new file.
        at: u64,
        /// What does not hold.
        reason: &'static str,
    },
    /// A stream cannot be unpacked.
    #[error("the patch is damaged at byte {at} of the new file: {source}")]
    Packed {
        /// Where in the new file.
        at: u64,
        /// What the decoder says.
        source: io::Error,
    },
    /// The result is not the new file that the patch speaks of.
    #[error("the result is not the new file of the patch: its digest differs")]
    WrongNew,
    /// More follows behind the patch.
    #[error("something follows behind the end of the patch")]
    Trailing,
}
