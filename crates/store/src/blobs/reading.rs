//! A blob on its way out.

use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};

use super::{BlobError, BlobHash};

/// Content that is being read.
pub struct Reading {
    /// In bytes.
    pub length: u64,
    /// The pieces, in order.
    pub content: BoxStream<'static, Result<Bytes, BlobError>>,
}

impl Reading {
    /// The same content; where it is not what `expected` says, the stream ends with an error instead of ending.
    pub(super) fn checked(self, expected: BlobHash) -> Self {
        let state = (self.content, Sha256::new());
        let content = stream::try_unfold(state, move |(mut content, mut hasher)| async move {
            if let Some(piece) = content.try_next().await? {
                hasher.update(&piece);
                return Ok(Some((piece, (content, hasher))));
            }
            let found = BlobHash(hasher.finalize().into());
            if found == expected { Ok(None) } else { Err(BlobError::Damaged { expected, found }) }
        });
        Self { length: self.length, content: content.boxed() }
    }
}
