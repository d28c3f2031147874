//! The job that says which units are silent, and recognises versions that the catalogue learned of.

use steadfast_store::StoreError;

use super::sightings;
use crate::jobs::work::{Work, WorkError};

/// Numbers that are looked through at once.
const STRETCH: i64 = 20_000;
/// Units that change in one transaction: far below 50 ms of the one writer of SQLite.
const SLICE: i64 = 200;

/// Looks through all units, with all that is known of when they were heard of.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    sightings::run(work).await?;
    let units = work.app().store.read::<_, StoreError, _>(|tx| tx.unit_next()).await?;
    let mut from = 1;
    while from < units {
        stretch(work, from).await?;
        work.go_on()?;
        from += STRETCH;
    }
    while recognise(work).await? {
        work.go_on()?;
    }
    Ok(())
}

async fn stretch(work: &Work, from: i64) -> Result<(), WorkError> {
    loop {
        let now = work.app().ambient.now();
        // Asked by a reader first: mostly nothing changes, and the writer need not wake.
        let differs = work.app().store.read::<_, StoreError, _>(move |tx| tx.unit_quiet(from, STRETCH, now, 1)).await?;
        if differs.is_empty() {
            return Ok(());
        }
        work.keep_house(move |tx| {
            let differing = tx.unit_quiet(from, STRETCH, now, SLICE)?;
            differing.into_iter().try_for_each(|(unit, silent)| tx.unit_set_silent(unit, silent))
        })
        .await?;
        work.go_on()?;
    }
}

/// Whether there may be more.
async fn recognise(work: &Work) -> Result<bool, WorkError> {
    let limit = usize::try_from(SLICE).unwrap_or(usize::MAX);
    Ok(work.keep_house(|tx| tx.unit_runs_recognise(SLICE)).await? >= limit)
}
