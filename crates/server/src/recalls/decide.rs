//! The decision: in one transaction the sale of every release stops, their rollouts end, and the units that run them are written
//! down.

use steadfast_store::{Id, Recall, RecallState, ReleaseState, StoreError, Time, Tx, kinds};

use super::plan::about;
use crate::act::Fact;
use crate::rollout::{RolloutError, manage};

/// More rollouts than one release has.
const ROLLOUTS: i64 = 100;

/// Whether it waits for its decision; nothing where there is none.
pub(crate) fn waits(tx: &mut Tx<'_>, id: Id<kinds::Recall>) -> Result<Option<bool>, StoreError> {
    Ok(tx.recall(id)?.map(|recall| recall.state == RecallState::Draft))
}

/// Does what was decided.
pub(crate) fn perform(tx: &mut Tx<'_>, id: Id<kinds::Recall>, now: Time) -> Result<(), RolloutError> {
    for one in tx.recall_releases(id)? {
        stop(tx, one.release, now)?;
        tx.recall_gather(id, one.release)?;
    }
    tx.recall_decide(id, now)?;
    Ok(())
}

/// It is not sold any more, and offered to nobody new.
fn stop(tx: &mut Tx<'_>, id: Id<kinds::Release>, now: Time) -> Result<(), RolloutError> {
    let Some(release) = tx.release(id)? else { return Ok(()) };
    if release.state != ReleaseState::Withdrawn {
        tx.release_set_state(id, ReleaseState::Withdrawn, release.on_sale, release.last_placed)?;
    }
    for rollout in tx.rollout_of_release(id, ROLLOUTS)? {
        manage::stop(tx, &rollout, now)?;
    }
    Ok(())
}

/// What the record of the decision says besides.
pub(crate) fn told(tx: &mut Tx<'_>, id: Id<kinds::Recall>, fact: Fact) -> Result<Fact, StoreError> {
    let releases: Vec<_> = tx.recall_releases(id)?.into_iter().map(|one| one.release).collect();
    let Some(recall) = tx.recall(id)? else { return Ok(fact) };
    let Recall { ref reason, .. } = recall;
    Ok(about(fact, &recall, &releases).with("reason", reason.as_str()))
}
