//! Every file that was promised to units is read whole again and again: it still opens, and it is still what its name
//! says.

use std::time::Duration;

use steadfast_store::{ArtifactFile, BlobError};

use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Every file at least so often (the job looks each hour, and has some days to spare of the 30).
const AGE: Duration = Duration::from_secs(27 * 24 * 3600);
/// Files read at a time from the database.
const SLICE: i64 = 50;

/// Looks at the files whose last look is longest ago.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
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
    let fault = match work.app().blobs.verify(file.blob).await {
        Ok(_) => None,
        Err(error @ (BlobError::Damaged { .. } | BlobError::NotFound(_))) => Some(error.to_string()),
        // Where the place of files does not answer nothing is known of the file: the job tries again.
        Err(error) => return Err(error.into()),
    };
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
