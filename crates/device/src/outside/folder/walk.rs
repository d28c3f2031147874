//! What lies in a folder, without following anything that leads out of it.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::MOST_DEPTH;
use crate::outside::BesideError;

/// Shows everything in it: its path, what it is, and whether it is a folder too deep to be looked into. A folder that is not
/// there is empty.
pub(super) fn each(
    folder: &Path,
    see: &mut impl FnMut(&Path, &Metadata, bool) -> Result<(), BesideError>,
) -> Result<(), BesideError> {
    let mut ahead = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = ahead.pop() {
        for path in names(&folder)? {
            let Some(found) = look(&path)? else { continue };
            let is_deep = found.is_dir() && depth == MOST_DEPTH;
            see(&path, &found, is_deep)?;
            if found.is_dir() && !is_deep {
                ahead.push((path, depth + 1));
            }
        }
    }
    Ok(())
}

/// The paths in a folder; none where it is not there.
pub(super) fn names(folder: &Path) -> Result<Vec<PathBuf>, BesideError> {
    let failed = || BesideError::of("read", folder);
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed()(error)),
        Ok(entries) => entries.map(|entry| Ok(entry.map_err(failed())?.path())).collect(),
    }
}

/// What is there itself, wherever it may lead; nothing where it went meanwhile.
pub(super) fn look(path: &Path) -> Result<Option<Metadata>, BesideError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some).map_err(BesideError::of("read", path)),
    }
}
