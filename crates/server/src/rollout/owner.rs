//! What owners decide: to put an update off, to refuse it, to take it, or to have no automatic updates at all.

use steadfast_store::{
    ActionState, Id, StoreError, Time, Tx, Unit, UnitConsent, UnitEvent, UnitState, UnitWish, WishKind, WishSource,
    kinds,
};

use super::RolloutError;
use super::manage::plan_of;
use super::offer::{Offer, Offered, latest, note, offer};
use super::plan::{Consent, Wish};
use crate::act::{Ask, Fact};
use crate::app::App;

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
    let rollout = tx.rollout_of_release(release, 1)?.into_iter().next().ok_or(RolloutError::NoUpdate)?;
    if rollout.kind == "feature" {
        return Ok(until);
    }
    let action = tx.rollout_action_of(rollout.id, unit.number)?;
    match latest(&rollout, &plan_of(&rollout)?, action.as_ref()) {
        Some(latest) if until > latest => Err(RolloutError::TooLong(latest)),
        _ => Ok(until),
    }
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

/// What a unit was told of and has not begun is taken back where its owner does not want it now, and counted as declined.
fn follow(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<(), RolloutError> {
    let offered = Offered::read(tx)?;
    match offer(tx, unit, &offered, now)? {
        Offer::Held(rollout, _) => note(tx, unit, &rollout, ActionState::Declined, now).map(drop),
        Offer::Nothing | Offer::Install(..) | Offer::Cancel(_) => Ok(()),
    }
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

/// The record of a decision.
pub(crate) fn fact(unit: &Unit, decision: Decision, source: WishSource) -> Fact {
    Fact::new("owner-decided", &unit.id).with("decision", facts(decision)).with("source", source.as_str())
}
