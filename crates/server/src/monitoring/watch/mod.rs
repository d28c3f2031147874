//! The job that looks at events: each once, in effect.
//!
//! Units fall into shards. In one transaction a slice of a shard's batches is looked at ([`look`]): the states of its units,
//! what they teach their cohort, what is concluded ([`conclude`]) and that the batches were looked at are kept together or not
//! at all. Then what the shards were taught is brought together ([`cohorts`]), alerts that are quiet end, and the ledger is
//! told of new ones ([`ends`]).

mod cohorts;
pub(crate) mod conclude;
mod declared;
mod ends;
mod look;

use steadfast_store::StoreError;

use crate::jobs::work::{Work, WorkError};
use cohorts::Cohorts;

/// Looks at all that waits.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let mut cohorts = Cohorts::default();
    let shards = work.app().store.read::<_, StoreError, _>(|tx| tx.shards_waiting()).await?;
    for (done, shard) in shards.iter().enumerate() {
        work.progress(done, shards.len()).await?;
        while look::slice(work, &mut cohorts, *shard).await? {
            work.go_on()?;
        }
    }
    cohorts::bring_together(work).await?;
    ends::quiet(work).await?;
    ends::tell(work).await
}
