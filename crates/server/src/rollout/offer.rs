//! What a unit is told: an update to install, that one waits for its owner, to stop, or nothing.

use steadfast_store::{
    ActionState, Id, Rollout, RolloutAction, StoreError, Time, Tx, Unit, UnitRuns, UnitState, WishKind, kinds,
};

use std::sync::{Arc, Mutex, PoisonError};

use super::RolloutError;
use super::content::said;
use super::manage::{course_of, of, offered_files, plan_of};
use super::plan::{Consent, Hold, Plan, Wish, may_install};
use crate::app::App;

/// Micros of a day.
const DAY: i64 = 86_400_000_000;

/// What a unit is told.
#[derive(Clone, Debug)]
pub enum Offer {
    /// There is nothing for it.
    Nothing,
    /// There is an update, and it waits. The action is there once that was noted.
    Held(Rollout, Hold, Option<RolloutAction>),
    /// It is to install this. The action is there once the unit was told.
    Install(Rollout, Option<RolloutAction>),
    /// It is to stop what it does.
    Cancel(RolloutAction),
}

/// A rollout that units hear of, with all that says which.
#[derive(Clone, Debug)]
struct Heard {
    rollout: Rollout,
    plan: Plan,
    /// Hardware revisions of each of its files; none: for all.
    files: Vec<Vec<String>>,
}

impl Heard {
    fn read(tx: &mut Tx<'_>, rollout: Rollout) -> Result<Self, RolloutError> {
        let files = offered_files(tx, rollout.release)?;
        // A file of which nothing can be told is for nobody.
        let files = files.iter().filter_map(|file| Some(said(file).ok()?.hardware)).collect();
        Ok(Self { plan: plan_of(&rollout)?, rollout, files })
    }

    /// Whether the open wave reaches a unit, and something of it is for the unit's hardware and Member State.
    fn reaches(&self, unit: &Unit) -> bool {
        let open = course_of(&self.rollout).open(self.plan.waves.len());
        let fits = |hardware: &Vec<String>| hardware.is_empty() || hardware.contains(&unit.hardware);
        open.is_some_and(|open| self.plan.wave_of(unit.number, self.rollout.salt) <= open)
            && self.plan.is_for(&unit.hardware, unit.market.as_deref())
            && self.files.iter().any(fits)
    }
}

/// Rollouts that units hear of: read once, used for many units.
#[derive(Clone, Debug, Default)]
pub struct Offered(Vec<Heard>);

impl Offered {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn read(tx: &mut Tx<'_>) -> Result<Self, RolloutError> {
        let mut all = Vec::new();
        for rollout in tx.rollout_offered()? {
            all.push(Heard::read(tx, rollout)?);
        }
        Ok(Self(all))
    }

    /// Those that reach a unit now, the highest place in the order first within each part.
    fn reaching(&self, unit: &Unit) -> impl Iterator<Item = &Heard> {
        self.0.iter().filter(|heard| heard.rollout.product == unit.product && heard.reaches(unit))
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

/// What a unit is told now. What it was asked to stop comes first, then what it works on, then what is installed and not
/// proved yet, unless something newer of the same part is to come in its place; then whatever else is meant for it. What
/// waits for its owner holds nothing else up.
///
/// # Errors
/// When the database fails.
pub fn offer(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Offer, RolloutError> {
    if unit.state == UnitState::Decommissioned {
        return Ok(Offer::Nothing);
    }
    let open = tx.rollout_actions_open(unit.number)?;
    let first = |state| open.iter().find(|action| action.state == state);
    if let Some(action) = first(ActionState::Cancelling) {
        return Ok(Offer::Cancel(action.clone()));
    }
    if let Some(action) = first(ActionState::Running) {
        return Ok(Offer::Install(of(tx, action.rollout)?, Some(action.clone())));
    }
    let next = meant(tx, unit, offered, now)?;
    let Some(action) = first(ActionState::Unproven) else { return Ok(next) };
    let unproven = of(tx, action.rollout)?;
    Ok(match next {
        Offer::Install(next, came) if next.part == unproven.part && next.sequence > unproven.sequence => {
            Offer::Install(next, came)
        }
        _ => Offer::Install(unproven, Some(action.clone())),
    })
}

/// The first update that may be installed; else the first that waits for the owner.
fn meant(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Offer, RolloutError> {
    let (mut held, mut runs) = (Offer::Nothing, None);
    for Heard { rollout, plan, .. } in offered.reaching(unit) {
        let runs = match &runs {
            Some(runs) => runs,
            None => runs.insert(tx.unit_runs(unit.number)?),
        };
        let came = tx.rollout_action_of(rollout.id, unit.number)?;
        let is_over = match &came {
            Some(action) => is_over(tx, unit, action, rollout)?,
            None => false,
        };
        if is_over || !goes_up(tx, unit, rollout, runs)? {
            continue;
        }
        match (held_or(tx, unit, rollout, plan, came, now)?, &held) {
            (waits @ Offer::Held(..), Offer::Nothing) => held = waits,
            (Offer::Held(..), _) => {}
            (install, _) => return Ok(install),
        }
    }
    Ok(held)
}

/// Whether nothing more comes of an update on a unit. What was stopped on request begins anew where its owner
/// wants it after all, and what was stopped in the time of an owner before, for whoever owns the unit now.
fn is_over(tx: &mut Tx<'_>, unit: &Unit, action: &RolloutAction, rollout: &Rollout) -> Result<bool, StoreError> {
    Ok(match action.state {
        ActionState::Offered | ActionState::Declined => false,
        ActionState::Cancelled if action.is_superseded() => true,
        ActionState::Cancelled if is_of_another_owner(unit, action) => false,
        ActionState::Cancelled => action.asked.is_none() || !agreed_since(tx, action, rollout)?,
        _ => true,
    })
}

/// Whether it was stopped before the unit was erased: what an owner wanted ends with their time.
fn is_of_another_owner(unit: &Unit, action: &RolloutAction) -> bool {
    unit.erased.is_some_and(|(erased, _)| action.asked.unwrap_or(action.changed) <= erased)
}

fn agreed_since(tx: &mut Tx<'_>, action: &RolloutAction, rollout: &Rollout) -> Result<bool, StoreError> {
    let wish = tx.unit_wish(action.unit, rollout.release)?;
    let agreed = wish.is_some_and(|kept| kept.wish == WishKind::Agreed && kept.since >= action.changed);
    let consent = tx.unit_consent(action.unit)?;
    Ok(agreed || consent.is_some_and(|kept| kept.automatic && kept.since >= action.changed))
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
    // What was declined was told; it is offered by being told anew, and the other way round.
    let as_noted = |state| action.filter(|action| action.state == state);
    Ok(match may_install(consent, wish, rollout.kind != "feature", latest, now) {
        Ok(()) => Offer::Install(rollout.clone(), as_noted(ActionState::Offered)),
        Err(hold) => Offer::Held(rollout.clone(), hold, as_noted(ActionState::Declined)),
    })
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
        Offer::Held(rollout, hold, Some(action)) => Told::Held(rollout, hold, action),
        Offer::Held(rollout, hold, None) => {
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
    if state == ActionState::Offered {
        supersede(tx, unit, rollout, now)?;
    }
    match tx.rollout_action_of(rollout.id, unit.number)? {
        None => {
            let wave = i64::try_from(plan.wave_of(unit.number, rollout.salt)).unwrap_or(0);
            tx.rollout_action_insert(unit.number, rollout.id, wave, state, now)?;
        }
        Some(there) if there.state == ActionState::Cancelled => {
            tx.rollout_action_renew((unit.number, there.number), state, now)?;
        }
        Some(there) if there.state != state => {
            tx.rollout_action_move((unit.number, there.number), state, &there.detail, now)?;
        }
        Some(_) => {}
    }
    tx.rollout_action_of(rollout.id, unit.number)?.ok_or(RolloutError::NotFound("action"))
}

/// What the unit was told before of the same part and has not proved is over: this comes in its place.
fn supersede(tx: &mut Tx<'_>, unit: &Unit, rollout: &Rollout, now: Time) -> Result<(), RolloutError> {
    for action in tx.rollout_actions_open(unit.number)? {
        let other = of(tx, action.rollout)?;
        let waits = matches!(action.state, ActionState::Offered | ActionState::Unproven);
        if waits && other.part == rollout.part && other.sequence < rollout.sequence {
            tx.rollout_action_supersede((unit.number, action.number), now)?;
        }
    }
    Ok(())
}
