//! What is read of rollouts.

use steadfast_store::{ActionState, Id, OpenedWave, Release, Rollout, RolloutFilter, StoreError, Tx, WishKind, kinds};

use super::plan::{Plan, Tally};
use super::{RolloutError, manage, waves};
use crate::app::App;

/// A rollout with all that is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    /// It.
    pub(crate) rollout: Rollout,
    /// Its plan.
    pub(crate) plan: Plan,
    /// The release that it spreads.
    pub(crate) release: Release,
    /// The waves that opened.
    pub(crate) waves: Vec<(OpenedWave, Tally)>,
    /// Units of each wave by where they stand.
    pub(crate) tally: Vec<(i64, ActionState, i64)>,
    /// Units by where they stand, in all waves together.
    pub(crate) states: Vec<(ActionState, i64)>,
    /// Why it failed, as units said it, the most frequent first.
    pub(crate) reasons: Vec<(String, i64)>,
    /// What owners decided on the release.
    pub(crate) wishes: Vec<(WishKind, i64)>,
    /// Units of the product whose owners switched automatic updates off.
    pub(crate) opted_out: i64,
}

/// Reasons that are shown.
const REASONS: i64 = 20;

pub(super) fn whole(tx: &mut Tx<'_>, rollout: Rollout) -> Result<Whole, RolloutError> {
    let plan = manage::plan_of(&rollout)?;
    let release = tx.release(rollout.release)?.ok_or(RolloutError::NotFound("release"))?;
    let tally = tx.rollout_tally(rollout.id)?;
    let mut states: Vec<(ActionState, i64)> = Vec::new();
    for &(_, state, count) in &tally {
        match states.iter_mut().find(|(there, _)| *there == state) {
            Some((_, sum)) => *sum += count,
            None => states.push((state, count)),
        }
    }
    let (waves, reasons) = (waves::tallies(tx, rollout.id)?, tx.rollout_reasons(rollout.id, REASONS)?);
    let wishes = tx.release_wishes(rollout.release)?;
    let opted_out = tx.product_opted_out(rollout.product)?;
    Ok(Whole { rollout, plan, release, waves, tally, states, reasons, wishes, opted_out })
}

/// One rollout.
///
/// # Errors
/// When there is none, or the database fails.
pub(crate) async fn one(app: &App, id: Id<kinds::Rollout>) -> Result<Whole, RolloutError> {
    app.store
        .read::<_, RolloutError, _>(move |tx| {
            let rollout = manage::of(tx, id)?;
            whole(tx, rollout)
        })
        .await
}

/// Up to `limit` rollouts made before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list(
    app: &App,
    filter: RolloutFilter,
    before: Option<Id<kinds::Rollout>>,
    limit: i64,
) -> Result<Vec<Rollout>, StoreError> {
    app.store.read(move |tx| tx.rollout_list(&filter, before, limit)).await
}
