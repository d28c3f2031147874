//! A folder beside the storage.
//!
//! Nothing in it leads out of it, also while somebody changes it: links are never followed, and what is no file is not read. A name that a file has outside
//! the folder as well (a hard link) is removed in here, and the file is not overwritten as long as it has another name.

mod erase;
mod hold;
mod walk;

use std::ffi::OsString;
use std::fs::Metadata;
use std::io::{ErrorKind, Read};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Component, Path, PathBuf};

use steadfast_trust::hash::sha256;

use hold::Held;

use super::beside::{Beside, BesideError, Entry, Listing, Progress};

/// The most files that are listed.
const MOST_FILES: usize = 10_000;

/// The deepest folder that is looked into.
const MOST_DEPTH: usize = 32;

/// A folder in which the product's own program keeps what is its owner's.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    is_sealed: bool,
}

impl Folder {
    /// A folder whose files lie open on the medium: before they are removed, they are overwritten, as well as the medium does
    /// that.
    #[must_use]
    pub fn open(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), is_sealed: false }
    }

    /// A folder that is under a key of the unit's ([`Data::key_for`](crate::data::Data::key_for)), as by dm-crypt or fscrypt:
    /// where the key is gone its files need no overwriting.
    #[must_use]
    pub fn sealed(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), is_sealed: true }
    }

    /// The file that a path leads to, by folders that are folders; the folder it lies in, and its name there.
    fn held(&self, relative: &Path) -> Result<(OwnedFd, OsString, Held), BesideError> {
        let changed = || BesideError::Changed(relative.to_owned());
        let whole = self.path.join(relative);
        let failed = || BesideError::of("read", &whole);
        let missing = || failed()(ErrorKind::NotFound.into());
        let mut folder = hold::top(&self.path).map_err(failed())?.ok_or_else(missing)?;
        let mut components = relative.components().peekable();
        while let Some(component) = components.next() {
            let Component::Normal(name) = component else { return Err(changed()) };
            let held = hold::hold(folder.as_fd(), name).map_err(failed())?.ok_or_else(missing)?;
            match (components.peek().is_some(), held.found.is_dir(), held.found.is_file()) {
                (true, true, _) => folder = held.enter().map_err(failed())?,
                (false, _, true) => return Ok((folder, name.to_owned(), held)),
                _ => return Err(changed()),
            }
        }
        Err(changed())
    }
}

impl Beside for Folder {
    fn list(&self) -> Result<Listing, BesideError> {
        let mut listing = Listing::default();
        walk::each(&self.path, |path, found, is_deep| {
            if !found.is_file() {
                listing.left_out += u64::from(is_deep || !found.is_dir());
                return Ok(());
            }
            if listing.files.len() == MOST_FILES {
                return Err(BesideError::Many(MOST_FILES));
            }
            listing.files.push(Entry { path: path.to_owned(), size: found.len(), mark: mark(found) });
            Ok(())
        })?;
        listing.files.sort_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
        Ok(listing)
    }

    fn open(&self, entry: &Entry) -> Result<Box<dyn Read + Send>, BesideError> {
        let (folder, name, held) = self.held(&entry.path)?;
        let failed = || BesideError::of("read", &entry.path);
        let file = held.read(folder.as_fd(), &name).map_err(failed())?;
        same(entry, &file.metadata().map_err(failed())?).map(|()| Box::new(file) as _)
    }

    fn is_as_listed(&self, entry: &Entry) -> Result<(), BesideError> {
        let (_, _, held) = self.held(&entry.path)?;
        same(entry, &held.found)
    }

    fn destroy(&self) -> Result<Progress, BesideError> {
        erase::some(&self.path, self.is_sealed)
    }

    fn count(&self) -> Result<u64, BesideError> {
        let mut count = 0;
        walk::each(&self.path, |_, _, _| {
            count += 1;
            Ok(())
        })?;
        Ok(count)
    }
}

fn same(entry: &Entry, found: &Metadata) -> Result<(), BesideError> {
    let is_same = found.is_file() && found.len() == entry.size && mark(found) == entry.mark;
    if is_same { Ok(()) } else { Err(BesideError::Changed(entry.path.clone())) }
}

/// What is another whenever a file is another, or was written to.
fn mark(found: &Metadata) -> [u8; 16] {
    let times = [found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec()].map(i64::to_be_bytes);
    let hash = sha256(&[&found.ino().to_be_bytes(), &found.len().to_be_bytes(), times.as_flattened()]);
    std::array::from_fn(|at| hash[at])
}
