//! Snapshot and timestamp are signed anew before they end, so that clients can tell a living repository from one that
//! somebody withholds.

use std::time::Duration;

use steadfast_store::{StoreError, Time};

use super::{RepositoryError, online, publish, read};
use crate::jobs::work::{Work, WorkError};

/// A timestamp with less left than this is signed anew: half of its life.
const TIMESTAMP_LEFT: Duration = Duration::from_secs(12 * 3600);
/// The same of a snapshot.
const SNAPSHOT_LEFT: Duration = Duration::from_secs(3 * 24 * 3600);

/// Signs what ends soon. It says nothing new, and leaves no record.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    let due = work.app().store.read::<_, StoreError, _>(move |tx| {
        let ends = |metadata: Option<steadfast_store::Metadata>| metadata.map(|metadata| metadata.expires);
        Ok((ends(tx.metadata_newest("snapshot")?), ends(tx.metadata_newest("timestamp")?)))
    });
    let (Some(snapshot), Some(timestamp)) = due.await? else { return Ok(()) };
    let soon = |ends: Time, left: Duration| ends.before(left) <= now;
    let anew = soon(snapshot, SNAPSHOT_LEFT);
    if !anew && !soon(timestamp, TIMESTAMP_LEFT) {
        return Ok(());
    }
    let vault = work.app().vault.clone();
    work.write::<_, RepositoryError, _>(move |tx| {
        let Some(repository) = read::standing(tx)?.repository else { return Ok(()) };
        let key = online::in_force(tx, &vault, &repository)?;
        publish::renewed(tx, repository, &key, now, anew).map(drop)
    })
    .await
}

impl From<RepositoryError> for WorkError {
    fn from(error: RepositoryError) -> Self {
        match error {
            RepositoryError::Store(error) => Self::Store(error),
            RepositoryError::Act(error) => Self::Act(error),
            RepositoryError::Blobs(error) => Self::Blobs(error),
            other => Self::Fault(other.to_string()),
        }
    }
}
