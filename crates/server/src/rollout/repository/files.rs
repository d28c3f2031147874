//! Files of releases on their way in: kept by their content, with the digests that devices ask for.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha512};
use steadfast_store::{Artifact, ArtifactFile, BlobHash, Id, StoreError, kinds};

use super::RepositoryError;
use crate::act::{Ask, Fact};
use crate::app::App;

/// The most bytes of a file.
pub(crate) const LARGEST: u64 = 16 << 30;

/// The digests of what went by.
#[derive(Clone, Default)]
struct Digests {
    sha512: Sha512,
    sha1: Sha1,
    md5: Md5,
}

impl Digests {
    fn update(&mut self, piece: &[u8]) {
        self.sha512.update(piece);
        self.sha1.update(piece);
        self.md5.update(piece);
    }
}

/// Keeps what comes.
///
/// # Errors
/// When it breaks off, is too large, or cannot be kept.
pub(crate) async fn keep(app: &App, body: Body) -> Result<ArtifactFile, RepositoryError> {
    let digests = Arc::new(Mutex::new(Digests::default()));
    let content = watched(body.into_data_stream(), Arc::clone(&digests));
    let put = app.blobs.put(content, LARGEST).await?;
    let Digests { sha512, sha1, md5 } = digests.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    Ok(ArtifactFile {
        blob: put.hash,
        length: i64::try_from(put.length).unwrap_or(i64::MAX),
        sha512: sha512.finalize().to_vec(),
        sha1: sha1.finalize().to_vec(),
        md5: md5.finalize().to_vec(),
        arrived: app.ambient.now(),
        proved: None,
        fault: None,
    })
}

/// Takes a file in; it stays for a day unless metadata names it.
///
/// # Errors
/// When it is not allowed, or the database fails.
pub(crate) async fn take(app: &App, ask: Ask, file: ArtifactFile) -> Result<(), RepositoryError> {
    let done = app.act::<_, RepositoryError, _>(ask, move |tx, at| {
        tx.artifact_file_insert(&ArtifactFile { arrived: at.now, ..file.clone() })?;
        Ok(((), Fact::new("artifact-arrived", &file.blob).with("length", file.length)))
    });
    done.await?;
    Ok(())
}

/// The same pieces, seen by the digests as they pass.
fn watched(
    pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send,
    digests: Arc<Mutex<Digests>>,
) -> impl Stream<Item = Result<Bytes, std::io::Error>> + Send {
    pieces.map(move |piece| {
        let piece = piece.map_err(std::io::Error::other)?;
        digests.lock().unwrap_or_else(std::sync::PoisonError::into_inner).update(&piece);
        Ok(piece)
    })
}

/// A file that arrived.
///
/// # Errors
/// When there is none, or the database fails.
pub(crate) async fn one(app: &App, blob: BlobHash) -> Result<ArtifactFile, RepositoryError> {
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.artifact_file(blob)).await?;
    found.ok_or(RepositoryError::NotFound("file"))
}

/// A file as metadata names it, with what is promised of it.
#[derive(Clone, Debug)]
pub(crate) struct Promised {
    /// What metadata says.
    pub(crate) artifact: Artifact,
    /// What arrived.
    pub(crate) file: ArtifactFile,
    /// Until which day it must be available, YYYY-MM-DD.
    pub(crate) until: String,
}

fn promised(tx: &mut steadfast_store::Tx<'_>, artifact: Artifact) -> Result<Promised, RepositoryError> {
    let file = tx.artifact_file(artifact.blob)?.ok_or(RepositoryError::NotFound("file"))?;
    let release = tx.release(artifact.release)?.ok_or(RepositoryError::NotFound("release"))?;
    let part = tx.part(release.part)?.ok_or(RepositoryError::NotFound("part"))?;
    let product = tx.product(part.product)?.ok_or(RepositoryError::NotFound("product"))?;
    let ends = crate::lifecycle::read::promises(tx, &product)?.latest().map(|day| day.to_string());
    let until = super::retention::until(artifact.issued, ends.as_deref());
    Ok(Promised { artifact, file, until })
}

/// The files of a release, as they were published.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_release(app: &App, id: Id<kinds::Release>) -> Result<Vec<Promised>, RepositoryError> {
    const MOST: i64 = 500;
    let read = move |tx: &mut steadfast_store::Tx<'_>| {
        let found = tx.artifact_of_release(id, MOST)?;
        found.into_iter().map(|artifact| promised(tx, artifact)).collect()
    };
    app.store.read::<_, RepositoryError, _>(read).await
}

/// Up to `limit` files published before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list(
    app: &App,
    before: Option<Id<kinds::Artifact>>,
    limit: i64,
) -> Result<Vec<Promised>, RepositoryError> {
    let read = move |tx: &mut steadfast_store::Tx<'_>| {
        let found = tx.artifact_list(before, limit)?;
        found.into_iter().map(|artifact| promised(tx, artifact)).collect()
    };
    app.store.read::<_, RepositoryError, _>(read).await
}
