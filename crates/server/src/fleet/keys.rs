//! Another identity key for a known unit: a decision of staff, with its reason.

use serde_json::{Value, json};
use steadfast_store::{Id, Tx, Unit, kinds};
use steadfast_trust::key::Fingerprint;

use super::error::FleetError;
use super::note;
use super::reason::{Reason, Wrong};
use super::register::reason;
use super::units::in_use;
use crate::act::{Ask, Fact};
use crate::app::App;

/// What is decided on a unit's key.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// The fingerprint of its key from now on.
    pub key: String,
    /// Why, as after a repair.
    pub reason: String,
    /// Whether the key is taken from the unit that has it now, which has none then.
    pub take: bool,
}

/// Gives a unit another key. Its requests are counted on; what was signed with the key before is void.
///
/// # Errors
/// When a field is not taken, the key is another unit's and is not to be taken from it, the unit is out of use, or it is
/// not allowed.
pub async fn replace(app: &App, ask: Ask, id: Id<kinds::Unit>, decision: Decision) -> Result<(), FleetError> {
    let why = reason(&decision.reason)?;
    let key = decision.key.parse::<Fingerprint>().map_err(|error| Wrong::new("key", Reason::Key(error)))?;
    let (event, other_event) = (app.ambient.id(), app.ambient.id());
    app.act::<_, FleetError, _>(ask, move |tx, at| {
        let unit = in_use(tx, id)?;
        if unit.key == Some(key.0) {
            return Err(FleetError::SameKey);
        }
        let facts = |unit: &Unit, key: Option<Fingerprint>| {
            let before = unit.key.map(|key| Fingerprint(key).to_string());
            let now = key.map(|key| key.to_string());
            json!({"record": at.record.to_string(), "before": before, "now": now, "reason": why})
        };
        let mut fact = Fact::new("unit-key-replaced", &id).with("key", key.to_string()).with("reason", why.as_str());
        if let Some(other) = tx.unit_of_key(&key.0)? {
            if !decision.take {
                return Err(Wrong::new("key", Reason::KeyTaken).into());
            }
            take(tx, &other, other_event, facts(&other, None))?;
            fact = fact.with("taken-from", other.id.to_string());
        }
        tx.unit_set_key(unit.number, Some(&key.0), None)?;
        note(tx, unit.number, event, "key-replaced", facts(&unit, Some(key)))?;
        Ok(((), fact))
    })
    .await?;
    Ok(())
}

fn take(tx: &mut Tx<'_>, other: &Unit, event: Id<kinds::UnitEvent>, facts: Value) -> Result<(), FleetError> {
    tx.unit_clear_key(other.number)?;
    Ok(note(tx, other.number, event, "key-taken", facts)?)
}
