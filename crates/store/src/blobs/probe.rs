//! Whether blobs can be kept at all: one is put, read back and removed.

use bytes::Bytes;

use super::{BlobError, Blobs};
use crate::time::Time;

/// More than a probe ever has.
const MOST: u64 = 1 << 10;

impl Blobs {
    /// Puts `content`, reads it back and removes it; the time that the place itself gave it. The content should be
    /// random: another process that probes with the same would remove it.
    ///
    /// # Errors
    /// When any of it fails.
    pub async fn probe(&self, content: &[u8]) -> Result<Time, BlobError> {
        let put = self.put_bytes(Bytes::copy_from_slice(content)).await?;
        self.bytes(put.hash, MOST).await?;
        let entry = self.entry(put.hash).await?.ok_or(BlobError::NotFound(put.hash))?;
        self.delete(put.hash).await?;
        Ok(entry.time)
    }
}
