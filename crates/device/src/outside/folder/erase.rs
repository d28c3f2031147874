//! Erasing all that lies in a folder.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, renameat, unlinkat};

use super::MOST_DEPTH;
use super::hold::{Held, hold, name, top};
use crate::outside::BesideError;

/// Bytes that are overwritten at once.
const BLOCK: usize = 64 << 10;

/// What is being done.
struct Erasure<'a> {
    folder: &'a Path,
    top: BorrowedFd<'a>,
    is_sealed: bool,
    /// Whether folders are to be looked at again: they were moved up because they lay too deep, or something came.
    has_more: bool,
    /// Whether anything went.
    has_done: bool,
    /// The first thing that did not go.
    failed: Option<BesideError>,
}

/// Removes everything in a folder, not the folder itself.
pub(super) fn all(folder: &Path, is_sealed: bool) -> Result<(), BesideError> {
    let Some(opened) = top(folder).map_err(BesideError::of("read", folder))? else { return Ok(()) };
    let top = opened.as_fd();
    let mut erasure = Erasure { folder, top, is_sealed, has_more: true, has_done: true, failed: None };
    while std::mem::take(&mut erasure.has_more) && std::mem::take(&mut erasure.has_done) {
        let again = top.try_clone_to_owned().map_err(BesideError::of("read", folder))?;
        erasure.content(again, Path::new(""), 0);
    }
    erasure.failed.map_or_else(|| sync(&opened, folder), Err)
}

impl Erasure<'_> {
    /// Empties a folder that was opened for this alone.
    fn content(&mut self, opened: OwnedFd, at: &Path, depth: usize) {
        let whole = self.folder.join(at);
        let failed = |error: rustix::io::Errno| BesideError::of("read", &whole)(error.into());
        let mut entries = match Dir::read_from(&opened) {
            Ok(entries) => entries,
            Err(error) => return self.fails(failed(error)),
        };
        while let Some(entry) = entries.read() {
            let gone = match entry {
                Ok(entry) => {
                    name(&entry).map_or(Ok(()), |name| self.one(opened.as_fd(), &name, &at.join(&name), depth))
                }
                Err(error) => return self.fails(failed(error)),
            };
            gone.unwrap_or_else(|error| self.fails(error));
        }
    }

    /// What does not go keeps nothing else from going.
    fn fails(&mut self, error: BesideError) {
        self.failed.get_or_insert(error);
    }

    fn one(&mut self, folder: BorrowedFd<'_>, name: &OsStr, at: &Path, depth: usize) -> Result<(), BesideError> {
        let whole = self.folder.join(at);
        let Some(held) = hold(folder, name).map_err(BesideError::of("read", &whole))? else { return Ok(()) };
        if held.found.is_dir() {
            return match depth {
                MOST_DEPTH => self.move_up(folder, name).map_err(BesideError::of("move", &whole)),
                _ => self.folder(folder, name, held, at, depth),
            };
        }
        // Of a file with several names the last one is overwritten; one outside this folder is not ours.
        if held.found.is_file() && !self.is_sealed && held.found.nlink() == 1 {
            held.unlock(0o600);
            let file = held.write(folder, name).map_err(BesideError::of("overwrite", &whole))?;
            overwrite(file).map_err(BesideError::of("overwrite", &whole))?;
        }
        self.remove(folder, name, AtFlags::empty()).map_err(BesideError::of("remove", &whole))
    }

    fn folder(
        &mut self,
        folder: BorrowedFd<'_>,
        name: &OsStr,
        held: Held,
        at: &Path,
        depth: usize,
    ) -> Result<(), BesideError> {
        let whole = self.folder.join(at);
        held.unlock(0o700);
        let opened = held.enter().map_err(BesideError::of("read", &whole))?;
        drop(held);
        self.content(opened, at, depth + 1);
        match self.remove(folder, name, AtFlags::REMOVEDIR) {
            // What is in it was told already, or is on its way up.
            Err(_) if self.failed.is_some() || self.has_more => Ok(()),
            // What came meanwhile, or was not shown, goes in another walk.
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty && self.has_done => {
                self.has_more = true;
                Ok(())
            }
            removed => removed.map_err(BesideError::of("remove", &whole)),
        }
    }

    fn remove(&mut self, folder: BorrowedFd<'_>, name: &OsStr, how: AtFlags) -> io::Result<()> {
        match unlinkat(folder, name, how).map_err(io::Error::from) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => {
                self.has_done = true;
                Ok(())
            }
        }
    }

    /// However deep folders lie in one another, no more than so many are open to us at once.
    fn move_up(&mut self, folder: BorrowedFd<'_>, name: &OsStr) -> io::Result<()> {
        let mut free = (0_u32..1 << 16).map(|number| format!(".deep-{number}"));
        let to = free.find(|to| matches!(hold(self.top, OsStr::new(to)), Ok(None)));
        renameat(folder, name, self.top, to.as_deref().unwrap_or(".deep"))?;
        (self.has_more, self.has_done) = (true, true);
        Ok(())
    }
}

/// Overwrites a file where it lies.
fn overwrite(mut file: File) -> io::Result<()> {
    let (zeros, mut left) = (vec![0; BLOCK], file.metadata()?.len());
    while left > 0 {
        let now = usize::try_from(left).unwrap_or(BLOCK).min(BLOCK);
        file.write_all(&zeros[..now])?;
        left -= now as u64;
    }
    file.sync_data()
}

fn sync(opened: &OwnedFd, folder: &Path) -> Result<(), BesideError> {
    let synced = opened.try_clone().and_then(|opened| File::from(opened).sync_all());
    synced.map_err(BesideError::of("sync", folder))
}
