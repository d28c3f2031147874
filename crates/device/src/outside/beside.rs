//! What lies beside the storage: what the product's own program keeps of its owner.

use std::fmt::Debug;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What the product's own program keeps of its owner, as far as the unit has to know: what there is, so that it can be taken
/// along, and that it goes with its owner. Its program is stopped while it is destroyed.
pub trait Beside: Debug + Send + Sync {
    /// The files that there are, in an order that stays as long as they do.
    ///
    /// # Errors
    /// When they cannot be read, or are too many.
    fn list(&self) -> Result<Listing, BesideError>;

    /// The content of a file that was listed.
    ///
    /// # Errors
    /// When it cannot be read, or is another one by now.
    fn open(&self, entry: &Entry) -> Result<Box<dyn Read + Send>, BesideError>;

    /// Whether a file is still as it was listed.
    ///
    /// # Errors
    /// When it is not, or that cannot be read.
    fn is_as_listed(&self, entry: &Entry) -> Result<(), BesideError>;

    /// Removes everything, and overwrites it before where it is not under a key that died: as much of it as takes a few
    /// seconds. What was begun and not ended goes on with the next call, also after a power loss, and each call comes further.
    /// Once it is done it is gone from the medium.
    ///
    /// # Errors
    /// When something may still be there that does not go; the rest is gone all the same.
    fn destroy(&self) -> Result<Progress, BesideError>;

    /// How many things there are, of whatever kind.
    ///
    /// # Errors
    /// When they cannot be read.
    fn count(&self) -> Result<u64, BesideError>;
}

/// How far something came that is done piece by piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Progress {
    /// There is more to do.
    More,
    /// It came to its end.
    Done,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path, from the place where all of them lie.
    pub path: PathBuf,
    /// Its bytes.
    pub size: u64,
    /// Another one whenever the file changed.
    pub mark: [u8; 16],
}

/// All there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files.
    pub files: Vec<Entry>,
    /// How many things are no files, or lie too deep: links, pipes, devices.
    pub left_out: u64,
}

/// Why something beside the storage cannot be had, or does not go.
#[derive(Debug, thiserror::Error)]
pub enum BesideError {
    /// The medium.
    #[error("{what} {path:?}: {source}")]
    Medium {
        /// What was tried: `read`, `remove`, …
        what: &'static str,
        /// Of what.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It is not the file that was listed.
    #[error("{0:?} changed meanwhile")]
    Changed(PathBuf),
    /// Too many to be listed.
    #[error("there are more than {0} files")]
    Many(usize),
}

impl BesideError {
    pub(crate) fn of(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Medium { what, path: path.to_owned(), source }
    }
}
