//! What owners decide: to put an update off, to refuse it, to take it, or to have no automatic updates at all.

use steadfast_store::{
    ActionState, Id, Rollout, RolloutAction, RolloutState, SecretKind, StoreError, Time, Tx, Unit, UnitConsent,
    UnitEvent, UnitState, UnitWish, WishKind, WishSource, kinds,
};

use super::RolloutError;
use super::manage::{self, plan_of};
use super::offer::{Offer, Offered, consent_of, latest, note, offer, wish_of};
use super::plan::{Consent, Hold, Wish, may_install};
use crate::access::authorise::Passage;
use crate::access::digest::same;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

/// A decision of an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// On one release.
    On(Id<kinds::Release>, Wish),
    /// Once for all.
    Always(Consent),
}

/// Keeps a decision of the owner of a unit, in a transaction of its caller. What may be put off, and for how long, the plan
/// says; a refusal and an opt-out are never overridden.
///
/// # Errors
/// When it is too long, or the database fails.
pub fn decide(
    tx: &mut Tx<'_>,
    unit: &Unit,
    decision: Decision,
    source: WishSource,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<(), RolloutError> {
    if unit.state == UnitState::Decommissioned {
        return Err(RolloutError::Decommissioned);
    }
    match decision {
        Decision::Always(consent) => {
            let Consent { automatic, features } = consent;
            tx.unit_set_consent(unit.number, &UnitConsent { automatic, features, source, since: now })?;
        }
        Decision::On(release, wish) => wished(tx, unit, release, wish, source, now)?,
    }
    told(tx, unit, decision, source, event)?;
    follow(tx, unit, now)
}

fn wished(
    tx: &mut Tx<'_>,
    unit: &Unit,
    release: Id<kinds::Release>,
    wish: Wish,
    source: WishSource,
    now: Time,
) -> Result<(), RolloutError> {
    let (word, until) = match wish {
        Wish::Refused => (WishKind::Refused, None),
        Wish::Agreed => (WishKind::Agreed, None),
        Wish::Postponed(until) => (WishKind::Postponed, Some(within(tx, unit, release, until)?)),
    };
    Ok(tx.unit_set_wish(unit.number, &UnitWish { release, wish: word, until, source, since: now })?)
}

/// A security update is put off no longer than its plan says.
fn within(tx: &mut Tx<'_>, unit: &Unit, release: Id<kinds::Release>, until: Time) -> Result<Time, RolloutError> {
    let action = tx.rollout_action_of_release(unit.number, release)?;
    let rollout = match &action {
        Some(action) => manage::of(tx, action.rollout)?,
        None => offered(tx, release)?.ok_or(RolloutError::NoUpdate)?,
    };
    if rollout.kind == "feature" {
        return Ok(until);
    }
    match latest(&rollout, &plan_of(&rollout)?, action.as_ref()) {
        Some(latest) if until > latest => Err(RolloutError::TooLong(latest)),
        _ => Ok(until),
    }
}

/// The rollout by which units hear of a release, or are going to.
fn offered(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Option<Rollout>, StoreError> {
    const MOST: i64 = 100;
    let all = tx.rollout_of_release(release, MOST)?;
    let heard =
        |rollout: &&Rollout| matches!(rollout.state, RolloutState::Running | RolloutState::Paused | RolloutState::Done);
    Ok(all.iter().find(heard).or_else(|| all.first()).cloned())
}

fn told(
    tx: &mut Tx<'_>,
    unit: &Unit,
    decision: Decision,
    source: WishSource,
    event: Id<kinds::UnitEvent>,
) -> Result<(), StoreError> {
    let mut facts = facts(decision);
    facts["by"] = source.as_str().into();
    tx.unit_event(unit.number, &UnitEvent { id: event, kind: "owner-decided".to_owned(), facts: facts.to_string() })
}

/// A decision as records and histories say it.
pub(super) fn facts(decision: Decision) -> serde_json::Value {
    match decision {
        Decision::Always(Consent { automatic, features }) => {
            serde_json::json!({ "automatic": automatic, "features": features })
        }
        Decision::On(release, wish) => {
            let (word, until) = match wish {
                Wish::Refused => ("refused", None),
                Wish::Agreed => ("agreed", None),
                Wish::Postponed(until) => ("postponed", Some(until.to_string())),
            };
            serde_json::json!({ "release": release.to_string(), "wish": word, "until": until })
        }
    }
}

/// What a unit was told of and has not begun is taken back where its owner does not want it now, and counted as declined;
/// what it works on it is asked to stop where the owner refuses it, or installs nothing by itself any more.
fn follow(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<(), RolloutError> {
    for action in tx.rollout_actions_open(unit.number)? {
        if matches!(action.state, ActionState::Running) && is_unwanted(tx, unit, &action, now)? {
            tx.rollout_action_cancel((unit.number, action.number), now)?;
        }
    }
    let offered = Offered::read(tx)?;
    match offer(tx, unit, &offered, now)? {
        Offer::Held(rollout, ..) => note(tx, unit, &rollout, ActionState::Declined, now).map(drop),
        Offer::Nothing | Offer::Install(..) | Offer::Cancel(_) => Ok(()),
    }
}

fn is_unwanted(tx: &mut Tx<'_>, unit: &Unit, action: &RolloutAction, now: Time) -> Result<bool, RolloutError> {
    let rollout = manage::of(tx, action.rollout)?;
    let (consent, wish) = (consent_of(tx, unit.number)?, wish_of(tx, unit.number, rollout.release)?);
    let held = may_install(consent, wish, rollout.kind != "feature", None, now);
    Ok(matches!(held, Err(Hold::Refused | Hold::OptedOut)))
}

/// Staff keep what an owner told them.
///
/// # Errors
/// When there is no such unit, it cannot be so, or it is not allowed.
pub async fn by_staff(app: &App, ask: Ask, id: Id<kinds::Unit>, decision: Decision) -> Result<(), RolloutError> {
    let event = app.ambient.id();
    app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let unit = tx.unit(id)?.ok_or(RolloutError::NotFound("unit"))?;
        decide(tx, &unit, decision, WishSource::Staff, event, at.now)?;
        Ok(((), fact(&unit, decision, WishSource::Staff)))
    })
    .await?;
    Ok(())
}

/// Whether a code with this hash is the one of a unit's owner now: void once there is another, and with the unit.
///
/// # Errors
/// When the database fails.
pub fn opens(tx: &mut Tx<'_>, unit: i64, code: &[u8; 32], now: Time) -> Result<bool, StoreError> {
    let kept = tx.unit_secret(unit, SecretKind::OwnerCode)?;
    let in_force = kept.as_ref().is_some_and(|secret| secret.expires.is_none_or(|expires| now < expires));
    Ok(same(code, &kept.map_or([0; 32], |secret| secret.hash)) & in_force)
}

/// Whether what was shown then counts no longer: the unit was erased since, and whoever showed it may own it no more.
#[must_use]
pub fn is_over(unit: &Unit, shown: Time) -> bool {
    unit.erased.is_some_and(|(erased, _)| shown <= erased)
}

/// A code that somebody showed at the owners' page: nothing else says who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is kept of it.
    pub code: [u8; 32],
    /// When it was shown.
    pub shown: Time,
    /// Whether it is a fresh one: of the unit, or of staff who checked who asks. It opens what is held too.
    pub is_fresh: bool,
}

/// Whether a proof still counts. A fresh code opens once; what it opened stays open until there is another one.
///
/// # Errors
/// When the database fails.
pub fn counts(tx: &mut Tx<'_>, unit: &Unit, proof: &Proof, now: Time) -> Result<bool, StoreError> {
    let opens = if proof.is_fresh {
        let kept = tx.unit_fresh_code(unit.number)?.filter(|kept| kept.used.is_some());
        kept.is_some_and(|kept| same(&proof.code, &kept.hash))
    } else {
        opens(tx, unit.number, &proof.code, now)?
    };
    Ok(opens && !is_over(unit, proof.shown))
}

/// Whether a fresh code with this hash would open what is held of a unit, and was not used yet.
///
/// # Errors
/// When the database fails.
pub fn would_open(tx: &mut Tx<'_>, unit: i64, code: &[u8; 32], now: Time) -> Result<bool, StoreError> {
    let kept = tx.unit_fresh_code(unit)?;
    let in_force = kept.as_ref().is_some_and(|kept| kept.used.is_none() && now < kept.expires);
    Ok(same(code, &kept.map_or([0; 32], |kept| kept.hash)) & in_force)
}

/// The unit whose owner shows a proof, where it counts.
pub(crate) fn owned(tx: &mut Tx<'_>, id: Id<kinds::Unit>, proof: &Proof, now: Time) -> Result<Unit, RolloutError> {
    let unit = tx.unit(id)?.ok_or(RolloutError::CodeVoid)?;
    if counts(tx, &unit, proof, now)? { Ok(unit) } else { Err(RolloutError::CodeVoid) }
}

/// The owner of a unit decides, by a code, which they showed at some time. Nothing but the code says who it is: it is looked at
/// again in the transaction.
///
/// # Errors
/// When the code is void, or it cannot be so.
pub async fn by_owner(app: &App, id: Id<kinds::Unit>, proof: Proof, decision: Decision) -> Result<(), RolloutError> {
    let (event, ask) = (app.ambient.id(), Ask::new(Caller::Owner(id), Passage::OwnerCode));
    app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let unit = owned(tx, id, &proof, at.now)?;
        decide(tx, &unit, decision, WishSource::Owner, event, at.now)?;
        Ok(((), fact(&unit, decision, WishSource::Owner)))
    })
    .await?;
    Ok(())
}

/// The record of a decision.
pub(crate) fn fact(unit: &Unit, decision: Decision, source: WishSource) -> Fact {
    Fact::new("owner-decided", &unit.id).with("decision", facts(decision)).with("source", source.as_str())
}
