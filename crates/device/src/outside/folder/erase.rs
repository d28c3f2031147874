//! Erasing all that lies in a folder.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::MOST_DEPTH;
use super::walk::{look, names};
use crate::outside::BesideError;

/// Bytes that are overwritten at once.
const BLOCK: usize = 64 << 10;

/// What is being done.
struct Erasure<'a> {
    folder: &'a Path,
    is_sealed: bool,
    /// Whether folders were moved up because they lay too deep, and are to be looked at again.
    has_moved: bool,
    /// The first thing that did not go.
    failed: Option<BesideError>,
}

/// Removes everything in a folder, not the folder itself.
pub(super) fn all(folder: &Path, is_sealed: bool) -> Result<(), BesideError> {
    let mut erasure = Erasure { folder, is_sealed, has_moved: true, failed: None };
    while std::mem::take(&mut erasure.has_moved) {
        erasure.content(folder, 0);
    }
    erasure.failed.map_or_else(|| sync(folder), Err)
}

impl Erasure<'_> {
    fn content(&mut self, folder: &Path, depth: usize) {
        match names(folder) {
            Err(error) => self.fails(error),
            Ok(paths) => paths.iter().for_each(|path| {
                if let Err(error) = self.one(path, depth) {
                    self.fails(error);
                }
            }),
        }
    }

    /// What does not go keeps nothing else from going.
    fn fails(&mut self, error: BesideError) {
        self.failed.get_or_insert(error);
    }

    fn one(&mut self, path: &Path, depth: usize) -> Result<(), BesideError> {
        let Some(found) = look(path)? else { return Ok(()) };
        let failed = || BesideError::of("remove", path);
        if found.is_dir() {
            if depth == MOST_DEPTH {
                return self.move_up(path);
            }
            allow(path, found.mode(), 0o700);
            self.content(path, depth + 1);
            let is_left = self.failed.is_some() || self.has_moved;
            let removed = fs::remove_dir(path);
            // What is in it was told already, or is on its way up.
            return if is_left { Ok(()) } else { removed.map_err(failed()) };
        }
        // Of a file with several names the last one is overwritten; one outside this folder is not ours.
        if found.is_file() && !self.is_sealed && found.nlink() == 1 {
            allow(path, found.mode(), 0o600);
            overwrite(path, (found.dev(), found.ino())).map_err(BesideError::of("overwrite", path))?;
        }
        fs::remove_file(path).map_err(failed())
    }

    /// However deep folders lie in one another, no more than so many are open to us at once.
    fn move_up(&mut self, path: &Path) -> Result<(), BesideError> {
        let free = (0_u64..).map(|number| self.folder.join(format!(".deep-{number}")));
        let to: Option<PathBuf> = free.take(1 << 16).find(|path| fs::symlink_metadata(path).is_err());
        let to = to.unwrap_or_else(|| self.folder.join(".deep"));
        fs::rename(path, to).map_err(BesideError::of("move", path))?;
        self.has_moved = true;
        Ok(())
    }
}

/// What its owner locked against themselves is opened. Where that fails, what is tried next tells.
fn allow(path: &Path, mode: u32, needed: u32) {
    if mode & needed != needed {
        drop(fs::set_permissions(path, Permissions::from_mode(needed)));
    }
}

/// Overwrites a file, provided that it is the one that was looked at.
fn overwrite(path: &Path, known: (u64, u64)) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let found = file.metadata()?;
    if !found.is_file() || (found.dev(), found.ino()) != known {
        return Err(ErrorKind::InvalidInput.into());
    }
    let (zeros, mut left) = (vec![0; BLOCK], found.len());
    while left > 0 {
        let now = usize::try_from(left).unwrap_or(BLOCK).min(BLOCK);
        file.write_all(&zeros[..now])?;
        left -= now as u64;
    }
    file.sync_data()
}

fn sync(folder: &Path) -> Result<(), BesideError> {
    match File::open(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        opened => opened.and_then(|folder| folder.sync_all()).map_err(BesideError::of("sync", folder)),
    }
}
