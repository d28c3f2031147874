//! From one engine to the other.

use std::path::Path;

use super::{BackupError, Manifest, Place, Target, back_up, restore};
use crate::time::Time;

/// Copies a database with its blobs into an empty place, over a backup in `staging`, a folder with enough room. The
/// server must not run: what it writes after the picture stays behind.
///
/// # Errors
/// As [`back_up`] and [`restore`]. Nothing of the source is changed.
pub fn migrate_store(from: &Place, to: &Target, staging: &Path, now: Time) -> Result<Manifest, BackupError> {
    let folder = tempfile::Builder::new().prefix("steadfast-move-").tempdir_in(staging);
    let folder = folder.map_err(|error| BackupError::file(staging, error))?;
    let backup = folder.path().join("backup");
    back_up(from, &backup, now)?;
    restore(&backup, to, now)
}
