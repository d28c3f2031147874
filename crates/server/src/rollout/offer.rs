//! What a unit is told: an update to install, that one waits for its owner, to stop, or nothing.

use steadfast_store::{
    ActionState, Id, Rollout, RolloutAction, StoreError, Time, Tx, Unit, UnitRuns, UnitState, WishKind, kinds,
};

use std::sync::{Arc, Mutex, PoisonError};

use super::RolloutError;
use super::manage::{course_of, plan_of};
use super::plan::{Consent, Hold, Plan, Wish, may_install};
use crate::app::App;

/// Micros of a day.
const DAY: i64 = 86_400_000_000;

/// What a unit is told.
#[derive(Clone, Debug)]
pub enum Offer {
    /// There is nothing for it.
    Nothing,
    /// There is an update, and it waits.
    Held(Rollout, Hold),
    /// It is to install this. The action is there once the unit was told.
    Install(Rollout, Option<RolloutAction>),
    /// It is to stop what it does.
    Cancel(RolloutAction),
}

/// Rollouts that units hear of, with their plans: read once, used for many units.
#[derive(Clone, Debug, Default)]
pub struct Offered(Vec<(Rollout, Plan)>);

impl Offered {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn read(tx: &mut Tx<'_>) -> Result<Self, RolloutError> {
        let with_plan = |rollout: Rollout| plan_of(&rollout).map(|plan| (rollout, plan));
        tx.rollout_offered()?.into_iter().map(with_plan).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there is none for units of a product.
    #[must_use]
    pub fn is_empty_for(&self, product: Id<kinds::Product>) -> bool {
        !self.0.iter().any(|(rollout, _)| rollout.product == product)
    }
}

/// Rollouts as they were a moment ago: a second says enough, and thousands of units ask in it.
#[derive(Debug, Default)]
pub struct Lately(Mutex<Option<(i64, Arc<Offered>)>>);

/// For how long they stay, in microseconds.
const LATELY: i64 = 1_000_000;

impl Lately {
    /// The rollouts that units hear of.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn get(&self, app: &App) -> Result<Arc<Offered>, RolloutError> {
        let now = app.ambient.steady();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, offered)) = kept.filter(|(since, _)| (0..LATELY).contains(&(now - since))) {
            return Ok(offered);
        }
        let read = Arc::new(app.store.read::<_, RolloutError, _>(Offered::read).await?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&read)));
        Ok(read)
    }
}

/// What a unit is told now.
///
/// # Errors
/// When the database fails.
pub fn offer(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Offer, RolloutError> {
    if unit.state == UnitState::Decommissioned {
        return Ok(Offer::Nothing);
    }
    if let Some(action) = tx.rollout_action_open(unit.number)? {
        return under_way(tx, unit, action, now);
    }
    if offered.is_empty_for(unit.product) {
        return Ok(Offer::Nothing);
    }
    let runs = tx.unit_runs(unit.number)?;
    for (rollout, plan) in offered.0.iter().filter(|(rollout, _)| rollout.product == unit.product) {
        if is_meant(tx, unit, rollout, plan, &runs)? {
            return held_or(tx, unit, rollout, plan, None, now);
        }
    }
    Ok(Offer::Nothing)
}

/// An update that the unit was told of stays what it is, whatever else comes.
fn under_way(tx: &mut Tx<'_>, unit: &Unit, action: RolloutAction, now: Time) -> Result<Offer, RolloutError> {
    let rollout = tx.rollout(action.rollout)?.ok_or(RolloutError::NotFound("rollout"))?;
    if action.state == ActionState::Cancelling {
        return Ok(Offer::Cancel(action));
    }
    let plan = plan_of(&rollout)?;
    match (action.state, course_of(&rollout).open(plan.waves.len())) {
        // What a unit has begun it brings to its end, unless it is asked to stop.
        (ActionState::Running | ActionState::Unproven, _) => Ok(Offer::Install(rollout, Some(action))),
        (_, Some(_)) => held_or(tx, unit, &rollout, &plan, Some(action), now),
        (_, None) => Ok(Offer::Nothing),
    }
}

/// Whether a rollout is for a unit: its wave is open, it runs something older, nothing came of it yet.
fn is_meant(
    tx: &mut Tx<'_>,
    unit: &Unit,
    rollout: &Rollout,
    plan: &Plan,
    runs: &[UnitRuns],
) -> Result<bool, RolloutError> {
    let open = course_of(rollout).open(plan.waves.len());
    let reached = open.is_some_and(|open| plan.wave_of(unit.number, rollout.salt) <= open);
    if !reached || !plan.is_for(&unit.hardware, unit.market.as_deref()) || !goes_up(tx, unit, rollout, runs)? {
        return Ok(false);
    }
    let came = tx.rollout_action_of(rollout.id, unit.number)?;
    Ok(came.is_none_or(|action| action.state == ActionState::Declined))
}

/// A unit is never offered a lower sequence than it proved to run, nor one that it runs already. Where it is not known what
/// it runs, only what starts from anything is for it.
fn goes_up(tx: &mut Tx<'_>, unit: &Unit, rollout: &Rollout, runs: &[UnitRuns]) -> Result<bool, StoreError> {
    let known = runs.iter().find(|runs| runs.part == rollout.part).and_then(|runs| runs.release);
    let running = match known {
        Some(release) => tx.release(release)?.map(|release| release.sequence),
        None => None,
    };
    let proven = tx.unit_proven_sequence(unit.number, rollout.part)?;
    let above = running.max(proven).is_none_or(|sequence| sequence < rollout.sequence);
    Ok(above && running.map_or(rollout.least == 0, |running| running >= rollout.least))
}

fn held_or(
    tx: &mut Tx<'_>,
    unit: &Unit,
    rollout: &Rollout,
    plan: &Plan,
    action: Option<RolloutAction>,
    now: Time,
) -> Result<Offer, RolloutError> {
    let consent = consent_of(tx, unit.number)?;
    let wish = wish_of(tx, unit.number, rollout.release)?;
    let latest = latest(rollout, plan, action.as_ref());
    match may_install(consent, wish, rollout.kind != "feature", latest, now) {
        Ok(()) => Ok(Offer::Install(rollout.clone(), action)),
        Err(hold) => Ok(Offer::Held(rollout.clone(), hold)),
    }
}

/// Until when a security update may be put off: counted from when the unit was told, or else from the beginning.
#[must_use]
pub fn latest(rollout: &Rollout, plan: &Plan, action: Option<&RolloutAction>) -> Option<Time> {
    let from = action.map(|action| action.offered).or(rollout.started)?;
    Some(Time(from.0.saturating_add(i64::from(plan.longest_postponement_days) * DAY)))
}

/// What the owner of a unit decided once for all.
///
/// # Errors
/// When the database fails.
pub fn consent_of(tx: &mut Tx<'_>, unit: i64) -> Result<Consent, StoreError> {
    let kept = tx.unit_consent(unit)?;
    Ok(kept.map_or_else(Consent::default, |kept| Consent { automatic: kept.automatic, features: kept.features }))
}

/// What the owner of a unit decided on a release.
///
/// # Errors
/// When the database fails.
pub fn wish_of(tx: &mut Tx<'_>, unit: i64, release: Id<kinds::Release>) -> Result<Option<Wish>, StoreError> {
    let Some(kept) = tx.unit_wish(unit, release)? else { return Ok(None) };
    Ok(Some(match (kept.wish, kept.until) {
        (WishKind::Refused, _) => Wish::Refused,
        (WishKind::Postponed, Some(until)) => Wish::Postponed(until),
        (WishKind::Agreed | WishKind::Postponed, _) => Wish::Agreed,
    }))
}

/// What a unit was told, and that is noted.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// There is nothing for it.
    Nothing,
    /// It is to install this.
    Install(Rollout, RolloutAction),
    /// There is an update, and it waits for its owner.
    Held(Rollout, Hold, RolloutAction),
    /// It is to stop what it does.
    Cancel(RolloutAction),
}

/// Says what a unit is told now, and notes it.
///
/// # Errors
/// When the database fails.
pub(super) fn tell(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Told, RolloutError> {
    Ok(match offer(tx, unit, offered, now)? {
        Offer::Nothing => Told::Nothing,
        Offer::Cancel(action) => Told::Cancel(action),
        Offer::Install(rollout, Some(action)) => Told::Install(rollout, action),
        Offer::Install(rollout, None) => {
            let action = note(tx, unit, &rollout, ActionState::Offered, now)?;
            Told::Install(rollout, action)
        }
        Offer::Held(rollout, hold) => {
            let action = note(tx, unit, &rollout, ActionState::Declined, now)?;
            Told::Held(rollout, hold, action)
        }
    })
}

/// Notes that a unit was told of an update, or that its owner does not want it now; the action as it stands.
///
/// # Errors
/// When the database fails.
pub fn note(
    tx: &mut Tx<'_>,
    unit: &Unit,
    rollout: &Rollout,
    state: ActionState,
    now: Time,
) -> Result<RolloutAction, RolloutError> {
    let plan = plan_of(rollout)?;
    match tx.rollout_action_of(rollout.id, unit.number)? {
        None => {
            let wave = i64::try_from(plan.wave_of(unit.number, rollout.salt)).unwrap_or(0);
            tx.rollout_action_insert(unit.number, rollout.id, wave, state, now)?;
        }
        Some(there) if there.state != state => {
            tx.rollout_action_move((unit.number, there.number), state, &there.detail, now)?;
        }
        Some(_) => {}
    }
    tx.rollout_action_of(rollout.id, unit.number)?.ok_or(RolloutError::NotFound("action"))
}
