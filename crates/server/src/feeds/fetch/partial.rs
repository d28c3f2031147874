//! What an attempt left: the bytes so far, and beside them from where they are and by which mark they are known.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Known;

/// A file that came in part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Partial {
    url: String,
    /// A strong ETag, or a Last-Modified: by it the server knows whether the rest still belongs to this.
    pub(super) validator: String,
    #[serde(skip)]
    pub(super) length: u64,
}

impl Partial {
    /// What an attempt at this address left, if it can be gone on with.
    pub(super) fn left(path: &Path, url: &str) -> Option<Self> {
        let kept: Self = serde_json::from_slice(&fs::read(beside(path)).ok()?).ok()?;
        let length = fs::metadata(path).ok()?.len();
        (kept.url == url && length > 0).then_some(Self { length, ..kept })
    }

    /// Begins anew.
    pub(super) fn begin(path: &Path, url: &str, now: &Known) -> io::Result<()> {
        forget(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create(path)?;
        // A weak mark says that two files mean the same, not that their bytes are the same.
        let strong = now.etag.as_ref().filter(|etag| !etag.starts_with("W/"));
        let Some(validator) = strong.or(now.modified.as_ref()).cloned() else { return Ok(()) };
        let kept = Self { url: url.to_owned(), validator, length: 0 };
        fs::write(beside(path), serde_json::to_vec(&kept).map_err(io::Error::other)?)
    }
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("from")
}

/// Removes what an attempt left.
pub(crate) fn forget(path: &Path) {
    drop(fs::remove_file(beside(path)));
    drop(fs::remove_file(path));
}
