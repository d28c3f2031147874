//! Every file that was promised to units, and every document that must be there for years, is read whole again and again: it
//! still opens, and it is still what its name says.

use std::time::Duration;

use steadfast_store::{ArtifactFile, BlobError, BlobHash, KeptDocument};

use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Every file at least so often (the job looks each hour, and has some days to spare of the 30).
const AGE: Duration = Duration::from_secs(27 * 24 * 3600);
/// Files read at a time from the database.
const SLICE: i64 = 50;

/// Looks at the files and documents whose last look is longest ago.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    files(work).await?;
    documents(work).await
}

async fn files(work: &Work) -> Result<(), WorkError> {
    let since = work.app().ambient.now().before(AGE);
    let mut done = 0;
    loop {
        let due = work.app().store.read(move |tx| tx.artifact_file_unproved(since, SLICE)).await?;
        if due.is_empty() {
            return Ok(());
        }
        for file in &due {
            work.go_on()?;
            look(work, file).await?;
            done += 1;
            work.progress(done, done + due.len()).await?;
        }
    }
}

async fn look(work: &Work, file: &ArtifactFile) -> Result<(), WorkError> {
    let fault = fault(work, file.blob).await?;
    let (blob, now) = (file.blob, work.app().ambient.now());
    let Some(words) = fault else {
        return work.keep_house(move |tx| tx.artifact_file_proved(blob, now, None)).await;
    };
    if file.fault.as_deref() == Some(&words) {
        return work.keep_house(move |tx| tx.artifact_file_proved(blob, now, Some(&words))).await;
    }
    tracing::error!(fault = %words, "a file that was promised to units is damaged");
    work.act(move |tx, _| {
        tx.artifact_file_proved(blob, now, Some(&words))?;
        Ok(((), Fact::new("artifact-fault", &blob).with("fault", words.as_str())))
    })
    .await
}

/// What is wrong with content, read whole; nothing where it is what its name says.
async fn fault(work: &Work, blob: BlobHash) -> Result<Option<String>, WorkError> {
    match work.app().blobs.verify(blob).await {
        Ok(_) => Ok(None),
        Err(error @ (BlobError::Damaged { .. } | BlobError::NotFound(_))) => Ok(Some(error.to_string())),
        // Where the place of files does not answer nothing is known of the file: the job tries again.
        Err(error) => Err(error.into()),
    }
}

async fn documents(work: &Work) -> Result<(), WorkError> {
    let since = work.app().ambient.now().before(AGE);
    loop {
        let due = work.app().store.read(move |tx| tx.documents_due(since, SLICE)).await?;
        if due.is_empty() {
            return Ok(());
        }
        for document in &due {
            work.go_on()?;
            look_at(work, document).await?;
        }
    }
}

async fn look_at(work: &Work, document: &KeptDocument) -> Result<(), WorkError> {
    let (id, now) = (document.id, work.app().ambient.now());
    let found = fault(work, document.blob).await?;
    let Some(words) = found.clone().filter(|words| document.fault.as_ref() != Some(words)) else {
        return work.keep_house(move |tx| tx.document_proved(id, now, found.as_deref())).await;
    };
    tracing::error!(fault = %words, document = %id, "a document that must be there is damaged");
    let (product, kind) = (document.product, document.kind.clone());
    work.act(move |tx, _| {
        tx.document_proved(id, now, Some(&words))?;
        let fact = Fact::new("document-fault", &id).with("product", product.to_string()).with("kind", kind.as_str());
        Ok(((), fact.with("fault", words.as_str())))
    })
    .await
}
