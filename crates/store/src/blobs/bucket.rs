//! Blobs in a bucket: `PREFIX/ab/cd/abcd…`.
//!
//! A blob is staged in a file of this machine until its name is known, and then sent: in one piece, or in parts that
//! become visible together. Requests are signed over the content's hash, so that nothing changes on the way.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    BackoffConfig, ClientOptions, GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
    WriteMultipart,
};

use super::draft::{Draft, Pieces};
use super::place::BucketPlace;
use super::{BlobError, BlobHash, Entry, Put, Reading, blocking};
use crate::time::Time;

/// Content up to this is sent in one piece, more in parts of this. S3 takes parts from 5 MiB, and 10,000 of them.
const PART: u64 = 16 << 20;
/// Parts on their way at once.
const AT_ONCE: usize = 2;

#[derive(Debug)]
pub(super) struct Bucket {
    store: AmazonS3,
    prefix: Path,
}

impl Bucket {
    /// Credentials and what the address leaves out come from the environment, by the names that all S3 tools use.
    pub(super) fn open(place: &BucketPlace) -> Result<Self, BlobError> {
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(&place.bucket);
        if let Some(endpoint) = &place.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(region) = &place.region {
            builder = builder.with_region(region);
        }
        if let Some(key) = &place.credentials {
            builder = builder.with_access_key_id(&key.access_key).with_secret_access_key(&key.secret_key);
        }
        // Whether the network is encrypted is said by the endpoint's own scheme.
        let options = ClientOptions::new().with_allow_http(true).with_timeout_disabled();
        let options = options.with_connect_timeout(Duration::from_secs(5)).with_read_timeout(Duration::from_secs(30));
        let builder = builder.with_client_options(options).with_retry(retries());
        let store = builder.build().map_err(BlobError::store)?;
        Ok(Self { store, prefix: Path::from(place.prefix.as_str()) })
    }

    fn path(&self, hash: BlobHash) -> Path {
        self.prefix.parts().chain(Path::from(hash.path()).parts()).collect()
    }

    pub(super) async fn keep(&self, draft: Draft) -> Result<Put, BlobError> {
        let put = draft.outcome();
        let pieces = blocking(move || draft.reread()).await?;
        if put.length <= PART { self.send(put, pieces).await } else { self.send_parts(put, pieces).await }?;
        Ok(put)
    }

    async fn send(&self, put: Put, pieces: Pieces) -> Result<(), BlobError> {
        let (_pieces, content) = blocking(move || pieces.next(PART)).await?;
        let sent = self.store.put(&self.path(put.hash), content.into()).await;
        sent.map(drop).map_err(|error| BlobError::object(put.hash, error))
    }

    async fn send_parts(&self, put: Put, pieces: Pieces) -> Result<(), BlobError> {
        let failed = |error| BlobError::object(put.hash, error);
        let upload = self.store.put_multipart(&self.path(put.hash)).await.map_err(failed)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, usize::try_from(PART).unwrap_or(usize::MAX));
        if let Err(error) = write_parts(&mut upload, pieces, failed).await {
            if let Err(left) = upload.abort().await {
                tracing::warn!(error = %left, "parts of an upload could not be removed; a lifecycle rule should");
            }
            return Err(error);
        }
        upload.finish().await.map(drop).map_err(failed)
    }

    pub(super) async fn read(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Reading, BlobError> {
        if range.as_ref().is_some_and(|range| range.start >= range.end) {
            return self.nothing_of(hash).await;
        }
        let past_end = range.as_ref().map_or(0, |range| range.start);
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        match self.store.get_opts(&self.path(hash), options).await {
            Ok(found) => {
                let length = found.range.end.saturating_sub(found.range.start);
                let content = found.into_stream().map_err(move |error| BlobError::object(hash, error));
                Ok(Reading { length, content: content.boxed() })
            }
            Err(error) => match self.entry(hash).await? {
                Some(entry) if entry.length <= past_end => self.nothing_of(hash).await,
                _ => Err(BlobError::object(hash, error)),
            },
        }
    }

    /// An empty part of a blob that is there.
    async fn nothing_of(&self, hash: BlobHash) -> Result<Reading, BlobError> {
        self.entry(hash).await?.ok_or(BlobError::NotFound(hash))?;
        Ok(Reading { length: 0, content: futures_util::stream::empty().boxed() })
    }

    pub(super) async fn entry(&self, hash: BlobHash) -> Result<Option<Entry>, BlobError> {
        match self.store.head(&self.path(hash)).await {
            Ok(found) => Ok(Some(entry_of(hash, &found))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(BlobError::object(hash, error)),
        }
    }

    pub(super) fn list(&self) -> BoxStream<'static, Result<Entry, BlobError>> {
        let found = self.store.list(Some(&self.prefix)).map_err(BlobError::store);
        found.try_filter_map(|object| async move { Ok(listed(&object)) }).boxed()
    }

    pub(super) async fn delete(&self, hash: BlobHash) -> Result<bool, BlobError> {
        if self.entry(hash).await?.is_none() {
            return Ok(false);
        }
        let deleted = self.store.delete(&self.path(hash)).await;
        deleted.map(|()| true).map_err(|error| BlobError::object(hash, error))
    }
}

/// Short: whoever waits for an answer waits for all of them.
fn retries() -> RetryConfig {
    let backoff = BackoffConfig { max_backoff: Duration::from_secs(2), ..BackoffConfig::default() };
    RetryConfig { backoff, max_retries: 3, retry_timeout: Duration::from_secs(15) }
}

async fn write_parts(
    upload: &mut WriteMultipart,
    mut pieces: Pieces,
    failed: impl Fn(object_store::Error) -> BlobError,
) -> Result<(), BlobError> {
    loop {
        let (rest, piece): (Pieces, Bytes) = blocking(move || pieces.next(PART)).await?;
        if piece.is_empty() {
            return Ok(());
        }
        upload.wait_for_capacity(AT_ONCE).await.map_err(&failed)?;
        upload.put(piece);
        pieces = rest;
    }
}

fn listed(object: &ObjectMeta) -> Option<Entry> {
    let hash = object.location.filename()?.parse().ok()?;
    Some(entry_of(hash, object))
}

fn entry_of(hash: BlobHash, object: &ObjectMeta) -> Entry {
    Entry { hash, length: object.size, time: Time(object.last_modified.timestamp_micros()) }
}
