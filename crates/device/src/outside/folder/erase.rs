//! Erasing all that lies in a folder, a piece at a time.
//!
//! A file is overwritten from its end backwards and shortened by what was, so that whoever goes on, also after a power loss or
//! a kill, need not begin anew.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;

use rustix::fs::{AtFlags, Dir, renameat, unlinkat};

use super::MOST_DEPTH;
use super::hold::{Held, hold, name, top};
use crate::outside::{BesideError, Progress};

/// Bytes that are overwritten in one call, also on a slow card within a few seconds.
const SLICE: u64 = 16 << 20;

/// Bytes that are overwritten before the medium is waited for.
const BLOCK: u64 = 4 << 20;

/// To remove one thing, and to wait for the medium before, takes as long as to overwrite so many bytes.
const ONE: u64 = 64 << 10;

/// Bytes that are written at once. Zeros of so many would make a program for products larger by as many.
const PIECE: usize = 64 << 10;

/// What is being done.
struct Erasure<'a> {
    folder: &'a Path,
    top: BorrowedFd<'a>,
    is_sealed: bool,
    /// How many bytes are to be overwritten yet in this call.
    left: u64,
    /// Whether folders are to be looked at again: they were moved up because they lay too deep, or something came.
    has_more: bool,
    /// Whether anything went.
    has_done: bool,
    /// The first thing that did not go.
    failed: Option<BesideError>,
}

/// Removes what is in a folder, not the folder itself. Only what went or was overwritten uses the slice up: what does not go
/// cannot keep a call from coming further than the one before.
pub(super) fn some(folder: &Path, is_sealed: bool) -> Result<Progress, BesideError> {
    let Some(opened) = top(folder).map_err(BesideError::of("read", folder))? else { return Ok(Progress::Done) };
    let top = opened.as_fd();
    let mut erasure = Erasure { folder, top, is_sealed, left: SLICE, has_more: true, has_done: true, failed: None };
    while std::mem::take(&mut erasure.has_more) && std::mem::take(&mut erasure.has_done) {
        erasure.content(&opened, Path::new(""), 0);
    }
    match erasure {
        Erasure { left: 0, .. } => Ok(Progress::More),
        Erasure { failed: Some(error), .. } => Err(error),
        _ => sync(&opened, folder).map(|()| Progress::Done),
    }
}

impl Erasure<'_> {
    /// Empties a folder, as far as the slice goes.
    fn content(&mut self, opened: &OwnedFd, at: &Path, depth: usize) {
        let whole = self.folder.join(at);
        let failed = |error: rustix::io::Errno| BesideError::of("read", &whole)(error.into());
        let mut entries = match Dir::read_from(opened) {
            Ok(entries) => entries,
            Err(error) => return self.fails(failed(error)),
        };
        while self.left > 0
            && let Some(entry) = entries.read()
        {
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
            return self.file(folder, name, &held, &whole);
        }
        self.remove(folder, name, AtFlags::empty()).map_err(BesideError::of("remove", &whole))
    }

    fn file(&mut self, folder: BorrowedFd<'_>, name: &OsStr, held: &Held, whole: &Path) -> Result<(), BesideError> {
        held.unlock(0o600);
        let file = held.write(folder, name).map_err(BesideError::of("overwrite", whole))?;
        if self.overwrite(&file).map_err(BesideError::of("overwrite", whole))? == Progress::More {
            return Ok(());
        }
        let removed = self.remove(folder, name, AtFlags::empty());
        if removed.is_err() {
            // It is not overwritten once more by each call after this one.
            drop(file.set_len(0));
        }
        removed.map_err(BesideError::of("remove", whole))
    }

    /// Overwrites a file where it lies, block by block from its end. It keeps its first block until it is removed.
    fn overwrite(&mut self, file: &File) -> io::Result<Progress> {
        let mut length = file.metadata()?.len();
        while length > 0 {
            if self.left == 0 {
                return Ok(Progress::More);
            }
            let from = (length - 1) / BLOCK * BLOCK;
            fill(file, from, length)?;
            self.spend(length - from);
            if from > 0 {
                file.set_len(from)?;
            }
            length = from;
        }
        Ok(Progress::Done)
    }

    fn spend(&mut self, bytes: u64) {
        self.left = self.left.saturating_sub(bytes);
        self.has_done = true;
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
        self.content(&opened, at, depth + 1);
        if self.left == 0 {
            return Ok(());
        }
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
                self.spend(ONE);
                Ok(())
            }
        }
    }

    /// However deep folders lie in one another, no more than so many are open to us at once.
    fn move_up(&mut self, folder: BorrowedFd<'_>, name: &OsStr) -> io::Result<()> {
        let mut free = (0_u32..1 << 16).map(|number| format!(".deep-{number}"));
        let to = free.find(|to| matches!(hold(self.top, OsStr::new(to)), Ok(None)));
        renameat(folder, name, self.top, to.as_deref().unwrap_or(".deep"))?;
        self.has_more = true;
        self.spend(ONE);
        Ok(())
    }
}

/// Writes zeros, and waits until they are on the medium.
fn fill(file: &File, from: u64, to: u64) -> io::Result<()> {
    let (mut at, zeros) = (from, vec![0; PIECE]);
    while at < to {
        let now = usize::try_from(to - at).unwrap_or(PIECE).min(PIECE);
        file.write_all_at(&zeros[..now], at)?;
        at += now as u64;
    }
    file.sync_data()
}

fn sync(opened: &OwnedFd, folder: &Path) -> Result<(), BesideError> {
    let synced = opened.try_clone().and_then(|opened| File::from(opened).sync_all());
    synced.map_err(BesideError::of("sync", folder))
}
