//! The end of an owner's time with a unit, and of the unit's use, by the word of the unit; and that it is in use again.

use serde_json::{Value, json};
use steadfast_protocol::{CheckIn, Purpose, Wiped};
use steadfast_store::{
    EndedBy, ErasedFor, Id, SecretKind, Tx, Unit, UnitEvent, UnitSecret, UnitState, UnitSwitches, kinds,
};

use super::check_in::Taken;
use super::error::DeviceError;
use super::receipts::Fate;
use super::tested::names_another;
use crate::fleet::register::ran;

/// The unit erased everything of its owner's, by its word. What they left here goes too, whatever it was for: nobody
/// inherits it. Nobody shares any more until somebody says so.
pub(super) fn wiped(tx: &mut Tx<'_>, taken: &Taken, place: usize, said: &Wiped) -> Result<Fate, DeviceError> {
    if names_another(taken, said.unit.as_deref()) {
        return Ok(Fate::Refused("another-unit"));
    }
    let (unit, what_for) = (taken.unit.number, purpose(said.purpose));
    let mut facts = json!({
        "resets": said.resets, "destroyed": said.destroyed, "found": said.found, "purpose": what_for.as_str(),
    });
    tx.unit_owner_erase(unit, what_for, taken.now)?;
    if tx.unit_log(unit)?.switches.is_some() {
        tx.unit_switch(unit, UnitSwitches { record: false, share: false, remote: false }, taken.now)?;
    }
    match what_for {
        ErasedFor::EndOfLife => {
            facts["ran"] = Value::Object(ran(tx, unit)?);
            tx.unit_decommission(unit, EndedBy::Unit, taken.now)?;
        }
        ErasedFor::Handover => facts["code"] = another_code(tx, taken, said)?.into(),
        ErasedFor::Reset | ErasedFor::Unknown => {}
    }
    // Whoever erased it for something else had set it up before.
    if what_for != ErasedFor::EndOfLife && tx.unit_revive(unit)? {
        facts["revived"] = true.into();
    }
    let event = UnitEvent { id: taken.ids.events[place], kind: "wiped".to_owned(), facts: facts.to_string() };
    tx.unit_event(unit, &event)?;
    Ok(Fate::Kept)
}

const fn purpose(said: Option<Purpose>) -> ErasedFor {
    match said {
        Some(Purpose::Reset) => ErasedFor::Reset,
        Some(Purpose::Handover) => ErasedFor::Handover,
        Some(Purpose::EndOfLife) => ErasedFor::EndOfLife,
        None => ErasedFor::Unknown,
    }
}

/// The code on the label opens the owners' page no longer. The one that the unit drew for its next owner does, where it drew
/// one.
fn another_code(tx: &mut Tx<'_>, taken: &Taken, said: &Wiped) -> Result<&'static str, DeviceError> {
    let (unit, kind) = (taken.unit.number, SecretKind::OwnerCode);
    let Some(hash) = said.code.map(|code| *code) else {
        tx.unit_secret_remove(unit, kind)?;
        return Ok("void");
    };
    tx.unit_secret_put(unit, &UnitSecret { kind, hash, expires: None, made: taken.now })?;
    Ok("replaced")
}

/// A unit that went out of use by its own word, and says now what its owner wants: somebody set it up again, and it counts
/// again. The unit as it is then.
pub(super) fn revived(
    tx: &mut Tx<'_>,
    unit: Unit,
    said: &CheckIn,
    event: Id<kinds::UnitEvent>,
) -> Result<Unit, DeviceError> {
    let is_owned = said.switches.is_some() || said.consent.is_some();
    if unit.state != UnitState::Decommissioned || !is_owned || !tx.unit_revive(unit.number)? {
        return Ok(unit);
    }
    let event = UnitEvent { id: event, kind: "back-in-use".to_owned(), facts: "{}".to_owned() };
    tx.unit_event(unit.number, &event)?;
    tx.unit_of_number(unit.number)?.ok_or(DeviceError::Unknown)
}
