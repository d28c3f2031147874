//! The vault: everything of the owner's, taken along and brought in.
//!
//! An export is an archive (tar): settings, the event log, receipts, what is sealed here (opened), what lies beside, and at
//! its end a manifest and checksums. Begun, it is a small document from which the same bytes come again, so that a download
//! or an upload goes on from any place, also after a start, and no copy of anything lies on the medium. Where something
//! changed meanwhile it ends with an error that says so, and another export is begun. It may be encrypted to a key of the
//! owner's, in the format of age.

mod age;
mod archive;
mod begun;
mod contents;
mod import;
pub(crate) mod incoming;
mod plain;
mod tar;
mod texts;

use std::io;

pub use age::{NoRecipient, Recipient};
pub use archive::Archive;
pub use begun::Export;
pub(crate) use begun::{Measuring, NAME as EXPORT};
pub use import::{Import, ImportError, Limits, import};
pub(crate) use incoming::Incoming;
pub(crate) use texts::Settings;

use steadfast_protocol::CopyError;

use crate::data::DataError;
use crate::log::LogError;
use crate::outside::{BesideError, NoRandom, StorageError};
use crate::unit::ChangeError;

/// The first words of the manifest, by which an export is known.
const KIND: &str = "steadfast-export";

/// The version of what is in an archive.
const SCHEMA: u64 = 1;

/// Why nothing is exported, or no more of it.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The unit is nobody's.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// Nothing was begun.
    #[error("no export was begun")]
    Nothing,
    /// Something is not as it was when the export was begun.
    #[error("{0:?} changed since the export was begun: begin another one")]
    Changed(String),
    /// The log.
    #[error("the event log: {0}")]
    Log(#[from] LogError),
    /// What is sealed.
    #[error(transparent)]
    Data(#[from] DataError),
    /// What lies beside.
    #[error(transparent)]
    Beside(#[from] BesideError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// The receipt.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// A file could not be read on.
    #[error("{path:?}: {source}")]
    Read {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl From<VaultError> for io::Error {
    fn from(error: VaultError) -> Self {
        Self::other(error)
    }
}
