//! Blobs that no row names, a day after they were last put.

use std::time::Duration;

use steadfast_store::StoreError;

use super::work::{Work, WorkError};
use crate::act::Fact;

/// Whoever puts a blob has so long to write the row that names it.
const YOUNG: Duration = Duration::from_secs(86_400);

/// Removes orphans.
pub(super) async fn run(work: &Work) -> Result<(), WorkError> {
    let app = work.app();
    // Blobs carry the time of the disk or of the object store; where that clock is behind ours, it counts.
    let there = app.blobs.probe(&app.ambient.random::<32>()).await?;
    let older_than = app.ambient.now().min(there).before(YOUNG);
    let swept = app.blobs.sweep(older_than, |hash| async move {
        work.go_on()?;
        let named = app.store.read::<_, StoreError, _>(move |tx| tx.blob_is_named(hash));
        Ok::<bool, WorkError>(named.await?)
    });
    let swept = swept.await?;
    tracing::info!(seen = swept.seen, removed = swept.removed, drafts = swept.drafts, "blobs were swept");
    if swept.removed == 0 {
        return Ok(());
    }
    work.act(move |_, _| {
        let fact = Fact::new("blobs-swept", &"blobs").with("removed", swept.removed).with("bytes", swept.bytes);
        Ok(((), fact))
    })
    .await
}
