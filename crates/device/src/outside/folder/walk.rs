//! What lies in a folder, without following anything that leads out of it.

use std::fs::Metadata;
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;

use super::MOST_DEPTH;
use super::hold::{hold, names, top};
use crate::outside::BesideError;

/// A walk through a folder.
struct Walk<'a, F> {
    folder: &'a Path,
    see: F,
}

/// Shows everything in it: its path from there, what it is, and whether it is a folder too deep to be looked into. A folder
/// that is not there is empty.
pub(super) fn each(
    folder: &Path,
    see: impl FnMut(&Path, &Metadata, bool) -> Result<(), BesideError>,
) -> Result<(), BesideError> {
    let opened = top(folder).map_err(BesideError::of("read", folder))?;
    opened.map_or(Ok(()), |opened| Walk { folder, see }.content(&opened, Path::new(""), 0))
}

impl<F: FnMut(&Path, &Metadata, bool) -> Result<(), BesideError>> Walk<'_, F> {
    fn content(&mut self, opened: &OwnedFd, at: &Path, depth: usize) -> Result<(), BesideError> {
        let whole = self.folder.join(at);
        for name in names(opened).map_err(BesideError::of("read", &whole))? {
            let failed = || BesideError::of("read", &whole);
            let Some(held) = hold(opened.as_fd(), &name).map_err(failed())? else { continue };
            let is_deep = held.found.is_dir() && depth == MOST_DEPTH;
            let path = at.join(name);
            (self.see)(&path, &held.found, is_deep)?;
            if held.found.is_dir() && !is_deep {
                let inner = held.enter().map_err(BesideError::of("read", &self.folder.join(&path)))?;
                drop(held);
                self.content(&inner, &path, depth + 1)?;
            }
        }
        Ok(())
    }
}
