//! What is held of a unit, and what its owner does about it at the owners' page. The switch on the unit is the real one: here
//! nothing is switched there, but nothing is taken any more. What was taken is erased for a fresh code alone.

use serde_json::json;
use steadfast_monitor::detect::Reason;
use steadfast_store::{HeldClass, Id, SentToday, StoreError, Time, Tx, Unit, UnitEvent, kinds};

use super::RolloutError;
use super::owner::{Proof, owned};
use crate::access::authorise::Passage;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::monitoring::read::{NamedAlert, alerts_of, reasons};
use crate::monitoring::settings::settings;

/// The most alerts that an owner is told.
const ALERTS: i64 = 50;
/// How long a code opens what is held, in microseconds, from when the server heard of it: an hour.
pub const OPENS_FOR: i64 = 3_600_000_000;

/// What is held of a unit, for its owner.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Class by class, each with for how many days it stays.
    pub(crate) classes: Vec<(HeldClass, i64)>,
    /// The alerts that it is or was part of, the newest first, each with the reasons that it gave itself.
    pub(crate) alerts: Vec<(NamedAlert, Vec<Reason>)>,
    /// Whether it is known where its owner can be reached.
    pub(crate) has_contact: bool,
}

/// Reads it.
pub(crate) fn held(tx: &mut Tx<'_>, unit: &Unit) -> Result<Held, StoreError> {
    let days = settings(tx)?.keep_days.by_class();
    let days = |class| days.iter().find(|(of, _)| *of == class).map_or(0, |(_, days)| *days);
    let classes = tx.unit_event_classes(unit.number)?;
    let alerts = alerts_of(tx, unit.number, ALERTS)?;
    Ok(Held {
        classes: classes.into_iter().map(|class| (class, days(class.class))).collect(),
        alerts: alerts.into_iter().map(|(named, seen)| (named, reasons(&seen))).collect(),
        has_contact: unit.contact.is_some(),
    })
}

/// A fresh code opens what is held of a unit: once, and on record. Whether it did.
pub(super) async fn open_held(app: &App, id: Id<kinds::Unit>, code: [u8; 32]) -> Result<bool, RolloutError> {
    let (event, ask) = (app.ambient.id(), Ask::new(Caller::Owner(id), Passage::FreshCode));
    let done = app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let unit = tx.unit(id)?.ok_or(RolloutError::CodeVoid)?;
        let kept = tx.unit_fresh_code(unit.number)?.ok_or(RolloutError::CodeVoid)?;
        if !tx.unit_fresh_code_use(unit.number, &code, at.now)? {
            return Err(RolloutError::CodeVoid);
        }
        noted(tx, &unit, event, "held-opened", &json!({ "by": kept.by.as_str() }))?;
        Ok(((), Fact::new("held-opened", &unit.id).with("by", kept.by.as_str())))
    });
    match done.await {
        Ok(_) => Ok(true),
        Err(RolloutError::CodeVoid) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The owner wants nothing to be taken, or leaves it to the switch on the unit again. What was taken stays. Less is decided with
/// any code; more takes a fresh one.
pub(super) async fn refuse(app: &App, id: Id<kinds::Unit>, proof: Proof, refuses: bool) -> Result<(), RolloutError> {
    if !(refuses || proof.is_fresh) {
        return Err(RolloutError::CodeVoid);
    }
    let passage = if proof.is_fresh { Passage::FreshCode } else { Passage::OwnerCode };
    let (event, ask) = (app.ambient.id(), Ask::new(Caller::Owner(id), passage));
    app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let unit = owned(tx, id, &proof, at.now)?;
        tx.unit_log_refuse(unit.number, refuses.then_some(at.now))?;
        if !refuses {
            // What it recorded meanwhile it never sends: that is no gap in its log.
            tx.events_sent(unit.number, 0, SentToday::ALL_WAIT, at.now)?;
        }
        noted(tx, &unit, event, "sharing-refused", &json!({ "refused": refuses }))?;
        Ok(((), Fact::new("sharing-refused", &unit.id).with("refused", refuses)))
    })
    .await?;
    Ok(())
}

/// The owner has everything erased that is held of what the unit told, and what was concluded from it.
pub(super) async fn erase(app: &App, id: Id<kinds::Unit>, proof: Proof) -> Result<u64, RolloutError> {
    if !proof.is_fresh {
        return Err(RolloutError::CodeVoid);
    }
    let (event, ask) = (app.ambient.id(), Ask::new(Caller::Owner(id), Passage::FreshCode));
    let done = app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let unit = owned(tx, id, &proof, at.now)?;
        let erased = erased(tx, &unit)?;
        noted(tx, &unit, event, "held-erased", &json!({ "erased": erased }))?;
        Ok((erased, Fact::new("held-erased", &unit.id).with("erased", erased)))
    });
    Ok(done.await?.answer)
}

/// As where the unit says that its owner shares no more.
fn erased(tx: &mut Tx<'_>, unit: &Unit) -> Result<u64, StoreError> {
    let batches = tx.unit_events_erase(unit.number)?;
    tx.alerts_forget(unit.number)?;
    tx.unit_policy_erase(unit.number)?;
    Ok(batches)
}

fn noted(
    tx: &mut Tx<'_>,
    unit: &Unit,
    id: Id<kinds::UnitEvent>,
    kind: &str,
    facts: &serde_json::Value,
) -> Result<(), StoreError> {
    tx.unit_event(unit.number, &UnitEvent { id, kind: kind.to_owned(), facts: facts.to_string() })
}

/// Until when what came then stays.
pub(crate) const fn until(came: Time, days: i64) -> Time {
    Time(came.0.saturating_add(days.saturating_mul(86_400_000_000)))
}
