//! Orphans: blobs that no row names.

use std::future::Future;

use futures_util::TryStreamExt;

use super::{BlobError, BlobHash, Blobs, Kept, blocking};
use crate::time::Time;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Blobs seen.
    pub seen: u64,
    /// Orphans removed.
    pub removed: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Drafts of killed processes removed.
    pub drafts: u64,
}

impl Blobs {
    /// Removes each blob last put before `older_than` for which `is_named` says no. A blob is put again, with a new time,
    /// whenever somebody is about to name it; one that was put again meanwhile stays.
    ///
    /// # Errors
    /// When the place cannot be read, or `is_named` fails. What was removed until then stays removed.
    pub async fn sweep<F, W, E>(&self, older_than: Time, is_named: F) -> Result<Swept, E>
    where
        F: Fn(BlobHash) -> W,
        W: Future<Output = Result<bool, E>>,
        E: From<BlobError>,
    {
        let mut swept = Swept { drafts: self.clear_drafts(older_than).await?, ..Swept::default() };
        let mut entries = self.list();
        while let Some(entry) = entries.try_next().await? {
            swept.seen += 1;
            if entry.time < older_than
                && !is_named(entry.hash).await?
                && self.is_still_old(entry.hash, older_than).await?
            {
                swept.removed += u64::from(self.delete(entry.hash).await?);
                swept.bytes += entry.length;
            }
        }
        Ok(swept)
    }

    /// Asked again at the last moment.
    async fn is_still_old(&self, hash: BlobHash, older_than: Time) -> Result<bool, BlobError> {
        Ok(self.entry(hash).await?.is_some_and(|now| now.time < older_than))
    }

    async fn clear_drafts(&self, older_than: Time) -> Result<u64, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = std::sync::Arc::clone(directory);
                blocking(move || directory.clear_drafts(older_than)).await
            }
            Kept::Bucket(_) => Ok(0),
        }
    }
}
