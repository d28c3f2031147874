//! What lies in a folder, held by descriptors.
//!
//! A path can lead elsewhere between two looks, where whoever writes in the folder puts a link in the place of a folder. So
//! every step goes from a folder that is open to a name in it, and follows no link.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, AsRawFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::{CWD, Dir, DirEntry, Mode, OFlags, openat};

/// How everything in a folder is opened: links are not followed, pipes wait for nobody.
const BASIC: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);

/// How folders are opened.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// Something in a folder: it is this one, wherever its name leads by now.
pub(super) struct Held {
    /// It opens nothing yet: neither reading nor writing is asked for.
    handle: File,
    /// What it is.
    pub(super) found: Metadata,
}

impl Held {
    /// Opens the folder that it is.
    pub(super) fn enter(&self) -> io::Result<OwnedFd> {
        Ok(openat(&self.handle, ".", FOLDER, Mode::empty())?)
    }

    /// Opens the file that it is, to be read.
    pub(super) fn read(&self, folder: BorrowedFd<'_>, name: &OsStr) -> io::Result<File> {
        self.reopen(folder, name, OFlags::RDONLY)
    }

    /// Opens the file that it is, to be written.
    pub(super) fn write(&self, folder: BorrowedFd<'_>, name: &OsStr) -> io::Result<File> {
        self.reopen(folder, name, OFlags::WRONLY)
    }

    /// By its name once more, provided that this still leads to it.
    fn reopen(&self, folder: BorrowedFd<'_>, name: &OsStr, how: OFlags) -> io::Result<File> {
        let file = File::from(openat(folder, name, how.union(BASIC), Mode::empty())?);
        let found = file.metadata()?;
        let is_it = found.is_file() && (found.dev(), found.ino()) == (self.found.dev(), self.found.ino());
        if is_it { Ok(file) } else { Err(ErrorKind::InvalidInput.into()) }
    }

    /// What its owner locked against themselves is opened. Where that fails, what is tried next tells.
    pub(super) fn unlock(&self, needed: u32) {
        if self.found.mode() & needed != needed {
            // The system's own way to what a descriptor holds: no name that somebody can turn elsewhere.
            let itself = format!("/proc/self/fd/{}", self.handle.as_raw_fd());
            drop(fs::set_permissions(itself, Permissions::from_mode(needed)));
        }
    }
}

/// The folder itself, wherever its path leads; nothing where it is not there.
pub(super) fn top(folder: &Path) -> io::Result<Option<OwnedFd>> {
    if_there(openat(CWD, folder, FOLDER, Mode::empty()))
}

/// What has this name in a folder; nothing where it went meanwhile.
pub(super) fn hold(folder: BorrowedFd<'_>, name: &OsStr) -> io::Result<Option<Held>> {
    let Some(handle) = if_there(openat(folder, name, OFlags::PATH.union(BASIC), Mode::empty()))? else {
        return Ok(None);
    };
    let handle = File::from(handle);
    let found = handle.metadata()?;
    Ok(Some(Held { handle, found }))
}

/// The names in a folder.
pub(super) fn names(folder: impl AsFd) -> io::Result<Vec<OsString>> {
    let entries = Dir::read_from(folder)?;
    entries.filter_map(|entry| entry.map(|entry| name(&entry)).map_err(io::Error::from).transpose()).collect()
}

/// The name of what a folder has; nothing where it is the folder itself, or the one that it is in.
pub(super) fn name(entry: &DirEntry) -> Option<OsString> {
    let name = OsStr::from_bytes(entry.file_name().to_bytes());
    (name != "." && name != "..").then(|| name.to_owned())
}

fn if_there(opened: rustix::io::Result<OwnedFd>) -> io::Result<Option<OwnedFd>> {
    match opened.map_err(io::Error::from) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}
