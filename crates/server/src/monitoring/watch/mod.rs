//! The job that looks at events: each once, in effect.
//!
//! Units fall into shards. In one transaction a slice of a shard's batches is looked at (`look`): the states of its units,
//! what they teach their cohort, what is concluded (`conclude`) and that the batches were looked at are kept together or not
//! at all. Then what the shards were taught is brought together (`cohorts`), alerts that are quiet end, and the ledger is
//! told of new ones (`ends`). What a check-in says of a log is concluded at once (`head`).

pub(super) mod cohorts;
pub(crate) mod conclude;
pub(crate) mod declared;
mod ends;
pub(crate) mod head;
mod known;
mod look;

use steadfast_store::{SHARDS, StoreError, Tx};

use crate::jobs::work::{Work, WorkError};
use cohorts::Cohorts;

/// For so long, in microseconds, a run looks at what waits; then it brings together what was taught, and the next run goes on.
const LONGEST: i64 = 300_000_000;

/// Looks at what waits, each time from another shard on, so that none waits for the others.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let mut cohorts = Cohorts::default();
    let (fleet, mut shards) = work.app().store.read::<_, StoreError, _>(waiting).await?;
    let ambient = &work.app().ambient;
    let (begun, first) = (ambient.steady(), ambient.now().0.div_euclid(60_000_000).rem_euclid(SHARDS));
    let split = shards.partition_point(|shard| *shard < first);
    shards.rotate_left(split);
    for (done, shard) in shards.iter().enumerate() {
        work.progress(done, shards.len()).await?;
        while look::slice(work, &mut cohorts, fleet, *shard).await? {
            work.go_on()?;
        }
        if work.app().ambient.steady() - begun > LONGEST {
            break;
        }
    }
    cohorts::bring_together(work).await?;
    ends::quiet(work).await?;
    ends::tell(work).await?;
    ends::news(work).await
}

/// Of how many units anything is known, and the shards in which something waits.
fn waiting(tx: &mut Tx<'_>) -> Result<(u64, Vec<i64>), StoreError> {
    Ok((tx.unit_watch_count()?.unsigned_abs(), tx.shards_waiting()?))
}
