//! What a successor or the owners need when a manufacturer ends (Article 13(23)), as one archive that is written while it is sent.
//!
//! `Archive` frames and hashes what passes, `contents` brings it slice by slice, `letters` are drafts to authorities and users.
//! At most a few pieces are in memory at once. Whoever stops reading stops it; what was not sent to its end leaves no record.

mod archive;
mod catalogue;
mod contents;
pub mod keys;
mod letters;
mod rest;

use std::sync::Arc;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use steadfast_store::{BlobError, StoreError};
use steadfast_trust::encoding::hex;
use tokio::sync::mpsc;

use self::archive::Archive;
use crate::act::{ActError, Ask, Fact};
use crate::app::App;
use crate::http::problem::Problem;

/// Pieces that wait for the reader.
const WAITING: usize = 4;

/// Why it broke off.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of files.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// It is not allowed, or could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// A file of it cannot be framed.
    #[error("`{name}` cannot be put into an archive")]
    Frame {
        /// Its name.
        name: String,
        /// Why.
        source: std::io::Error,
    },
    /// Something cannot be written as JSON.
    #[error("something cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// A record of the ledger cannot be written as a line.
    #[error("a record of the ledger cannot be written: {0}")]
    Ledger(String),
    /// The reader went away.
    #[error("the reader went away")]
    Gone,
}

/// The archive as an answer. Its record is written once all of it was framed, before its last bytes are sent.
///
/// # Errors
/// When the ledger has not begun.
pub(crate) async fn response(app: Arc<App>, ask: Ask) -> Result<Response, Problem> {
    let name = format!("hand-over-{}.tar", crate::lifecycle::read::day(app.ambient.now()));
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        let out = sender.clone();
        if let Err(error) = written(&app, ask, Archive::new(sender)).await {
            tracing::error!(%error, "what a successor needs was not handed over whole");
            // Whether anybody is there to hear of it does not matter.
            let _ = out.send(Err(std::io::Error::other(error.to_string()))).await;
        }
    });
    let pieces = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
    let headers = [
        (header::CONTENT_TYPE, "application/x-tar".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

async fn written(app: &Arc<App>, ask: Ask, mut archive: Archive) -> Result<(), HandOverError> {
    contents::all(app, &mut archive).await?;
    let whole = archive.close().await?;
    let (digest, files, bytes) = (hex(&whole.digest), whole.files, whole.bytes);
    app.act::<_, HandOverError, _>(ask, move |_, _| {
        let fact = Fact::new("handed-over", &format!("sha256:{digest}"));
        Ok(((), fact.with("sha256", digest.as_str()).with("files", files).with("bytes", bytes)))
    })
    .await?;
    whole.send_rest().await
}
