//! Blobs from one place to another.

use std::io::Write;
use std::path::Path;

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

use super::BackupError;
use crate::blobs::{BlobError, BlobHash, Blobs};

/// Names and lengths of blobs.
pub(super) type List = Vec<(BlobHash, u64)>;

/// What was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Copied {
    /// How many blobs.
    pub(super) count: u64,
    /// Their bytes.
    pub(super) bytes: u64,
}

impl Copied {
    fn add(&mut self, length: u64) {
        self.count += 1;
        self.bytes += length;
    }
}

/// Copies every blob, each read against its name, and lists them. One that was swept meanwhile was named by no row.
pub(super) async fn all(from: &Blobs, to: &Blobs, list: &mut impl Write) -> Result<Copied, BackupError> {
    let mut copied = Copied::default();
    let mut entries = from.list();
    while let Some(entry) = entries.try_next().await? {
        match one(from, to, entry.hash).await {
            Ok(length) => {
                writeln!(list, "{} {length}", entry.hash)
                    .map_err(|error| BackupError::file(Path::new("blobs"), error))?;
                copied.add(length);
            }
            Err(BlobError::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(copied)
}

/// Copies one blob; its length.
async fn one(from: &Blobs, to: &Blobs, hash: BlobHash) -> Result<u64, BlobError> {
    let put = match to.put(from.get(hash).await?.content, u64::MAX).await {
        Err(BlobError::Content(cause)) => return Err(cause.downcast().map_or_else(BlobError::Content, |error| *error)),
        other => other?,
    };
    if put.hash == hash { Ok(put.length) } else { Err(BlobError::Damaged { expected: hash, found: put.hash }) }
}

/// Copies the blobs of a list, and fails where one is missing or another.
pub(super) async fn listed(from: &Blobs, to: &Blobs, list: &[(BlobHash, u64)]) -> Result<Copied, BackupError> {
    let mut copied = Copied::default();
    for (hash, length) in list {
        match one(from, to, *hash).await {
            Ok(found) if found == *length => copied.add(found),
            Ok(_) | Err(BlobError::NotFound(_) | BlobError::Damaged { .. }) => {
                return Err(BackupError::DamagedBlob(*hash));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(copied)
}

/// Reads the blobs of a list through.
pub(super) async fn verify(blobs: &Blobs, list: &[(BlobHash, u64)]) -> Result<(), BackupError> {
    for (hash, length) in list {
        match blobs.verify(*hash).await {
            Ok(found) if found == *length => {}
            Ok(_) | Err(BlobError::NotFound(_) | BlobError::Damaged { .. }) => {
                return Err(BackupError::DamagedBlob(*hash));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The list of a backup, and its SHA-256.
pub(super) fn read_list(path: &Path) -> Result<(List, [u8; 32]), BackupError> {
    let text = std::fs::read_to_string(path).map_err(|error| BackupError::file(path, error))?;
    let entry =
        |line: &str| line.split_once(' ').and_then(|(hash, length)| Some((hash.parse().ok()?, length.parse().ok()?)));
    let entries: Option<Vec<_>> = text.lines().map(entry).collect();
    let entries = entries.ok_or_else(|| BackupError::damaged(path, "a line names no blob"))?;
    Ok((entries, Sha256::digest(text.as_bytes()).into()))
}
