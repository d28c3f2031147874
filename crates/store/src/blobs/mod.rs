//! Content by its hash: in a directory, or in a bucket of an S3-compatible object store.
//!
//! A blob is written before the row that names it, and is never changed. A blob that no row names is an orphan, and is
//! swept after a day ([`Blobs::sweep`]). Nothing is visible under its name before it is whole and on the disk.

mod bucket;
mod directory;
mod draft;
mod error;
mod hash;
mod place;
mod probe;
mod reading;
mod sweep;

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, TryStreamExt, pin_mut};

use crate::time::Time;
use bucket::Bucket;
use directory::Directory;
use draft::Draft;

pub use error::BlobError;
pub use hash::{BlobHash, BlobHashError};
pub use place::{BlobPlace, BlobPlaceError, BucketPlace, Credentials};
pub use reading::Reading;
pub use sweep::Swept;

/// Where blobs are kept. Clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    kept: Kept,
}

#[derive(Clone, Debug)]
enum Kept {
    Directory(Arc<Directory>),
    Bucket(Arc<Bucket>),
}

/// What was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Put {
    /// Its name.
    pub hash: BlobHash,
    /// In bytes.
    pub length: u64,
}

/// One blob of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub hash: BlobHash,
    /// In bytes.
    pub length: u64,
    /// When it was last put, by the clock of the disk or of the object store.
    pub time: Time,
}

impl Blobs {
    /// Opens the place; a directory is made where it is missing. A bucket is not asked yet.
    ///
    /// # Errors
    /// When the directory cannot be made, or the bucket's settings cannot be used.
    pub fn open(place: &BlobPlace) -> Result<Self, BlobError> {
        let kept = match place {
            BlobPlace::Directory(path) => Kept::Directory(Arc::new(Directory::open(path)?)),
            BlobPlace::Bucket(settings) => Kept::Bucket(Arc::new(Bucket::open(settings)?)),
        };
        Ok(Self { kept })
    }

    /// Opens a place to read it: nothing is made, and a directory that is missing holds nothing.
    ///
    /// # Errors
    /// When the bucket's settings cannot be used.
    pub fn to_read(place: &BlobPlace) -> Result<Self, BlobError> {
        match place {
            BlobPlace::Directory(path) => Ok(Self { kept: Kept::Directory(Arc::new(Directory::to_read(path))) }),
            BlobPlace::Bucket(_) => Self::open(place),
        }
    }

    /// Keeps what `content` gives, up to `limit` bytes, and returns its name. Putting the same twice is putting it once,
    /// and mends a damaged one.
    ///
    /// # Errors
    /// When the content ends with an error, is longer than allowed, or cannot be kept. Nothing is visible then.
    pub async fn put<S, E>(&self, content: S, limit: u64) -> Result<Put, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: std::error::Error + Send + Sync + 'static,
    {
        pin_mut!(content);
        let mut draft = self.draft(limit).await?;
        while let Some(piece) = content.try_next().await.map_err(|error| BlobError::Content(Box::new(error)))? {
            draft = blocking(move || draft.write(&piece)).await?;
        }
        self.keep(draft).await
    }

    /// Keeps bytes that are in memory already.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub async fn put_bytes(&self, content: Bytes) -> Result<Put, BlobError> {
        let draft = self.draft(u64::MAX).await?;
        let draft = blocking(move || draft.write(&content)).await?;
        self.keep(draft).await
    }

    async fn draft(&self, limit: u64) -> Result<Draft, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = Arc::clone(directory);
                blocking(move || directory.draft(limit)).await
            }
            Kept::Bucket(_) => blocking(move || Draft::anywhere(limit)).await,
        }
    }

    async fn keep(&self, draft: Draft) -> Result<Put, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = Arc::clone(directory);
                blocking(move || directory.keep(draft)).await
            }
            Kept::Bucket(bucket) => bucket.keep(draft).await,
        }
    }

    /// Reads a blob from its beginning to its end. The last item is [`BlobError::Damaged`] where the content is not what
    /// its name says: whoever passes it on must not call it complete before the stream has ended.
    ///
    /// # Errors
    /// When there is none, or it cannot be reached.
    pub async fn get(&self, hash: BlobHash) -> Result<Reading, BlobError> {
        Ok(self.read(hash, None).await?.checked(hash))
    }

    /// Reads a part of a blob; a range that goes beyond the end stops there. A part cannot be checked against the name.
    ///
    /// # Errors
    /// When there is none, or it cannot be reached.
    pub async fn get_range(&self, hash: BlobHash, range: Range<u64>) -> Result<Reading, BlobError> {
        self.read(hash, Some(range)).await
    }

    async fn read(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Reading, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = Arc::clone(directory);
                blocking(move || directory.read(hash, range)).await
            }
            Kept::Bucket(bucket) => bucket.read(hash, range).await,
        }
    }

    /// A whole blob in memory, checked.
    ///
    /// # Errors
    /// When there is none, it is longer than `limit`, damaged, or cannot be reached.
    pub async fn bytes(&self, hash: BlobHash, limit: u64) -> Result<Bytes, BlobError> {
        let reading = self.get(hash).await?;
        if reading.length > limit {
            return Err(BlobError::TooLong { limit });
        }
        let pieces: Vec<Bytes> = reading.content.try_collect().await?;
        Ok(pieces.concat().into())
    }

    /// The length of a blob in bytes, or `None` where there is none.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub async fn length(&self, hash: BlobHash) -> Result<Option<u64>, BlobError> {
        Ok(self.entry(hash).await?.map(|entry| entry.length))
    }

    /// Whether a blob is there.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub async fn exists(&self, hash: BlobHash) -> Result<bool, BlobError> {
        Ok(self.entry(hash).await?.is_some())
    }

    async fn entry(&self, hash: BlobHash) -> Result<Option<Entry>, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = Arc::clone(directory);
                blocking(move || directory.entry(hash)).await
            }
            Kept::Bucket(bucket) => bucket.entry(hash).await,
        }
    }

    /// Every blob, in no promised order. What is not named like a blob is passed over.
    pub fn list(&self) -> BoxStream<'static, Result<Entry, BlobError>> {
        match &self.kept {
            Kept::Directory(directory) => directory::list(Arc::clone(directory)),
            Kept::Bucket(bucket) => bucket.list(),
        }
    }

    /// Removes a blob; false where there was none.
    ///
    /// # Errors
    /// When it cannot be removed, or the place cannot be reached.
    pub async fn delete(&self, hash: BlobHash) -> Result<bool, BlobError> {
        match &self.kept {
            Kept::Directory(directory) => {
                let directory = Arc::clone(directory);
                blocking(move || directory.delete(hash)).await
            }
            Kept::Bucket(bucket) => bucket.delete(hash).await,
        }
    }

    /// Reads a blob through; its length if it is what its name says.
    ///
    /// # Errors
    /// [`BlobError::Damaged`] with what was found, [`BlobError::NotFound`], or why it cannot be read.
    pub async fn verify(&self, hash: BlobHash) -> Result<u64, BlobError> {
        let pieces = self.get(hash).await?.content;
        pieces.try_fold(0, |length, piece| async move { Ok(length + piece.len() as u64) }).await
    }
}

/// Work on files, off the threads of asynchronous tasks.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BlobError> + Send + 'static,
) -> Result<T, BlobError> {
    tokio::task::spawn_blocking(work).await.map_err(BlobError::Stopped)?
}
